/** Who settles what is measured and where: programs, results, indicators, periods, forms. They also approve values. */
export const STAFF = ['platform_admin', 'global_admin', 'org_admin', 'coordinator'];

/** Those, and the members who work in projects: they report values, keep participants, fill in forms. */
export const FIELD_STAFF = [...STAFF, 'member'];
