/** Who keeps the records of an organization, and sees its people. The database says the same (sql/082_grants_rows.sql). */
export const STAFF = ['platform_admin', 'global_admin', 'org_admin', 'coordinator'];

/** Peer mentors as well, of what is theirs. */
export const STAFF_AND_PEERS = [...STAFF, 'peer_mentor'];
