import type { SqlClient } from '@galley/dataset';
import { insertOrganization, OrganizationRows, type RowValues } from '@galley/platform/testing';

export interface Attendance {
  /** Ids of contacts. */
  readonly contacts?: readonly string[];
  /** Ids of peer mentors. */
  readonly mentors?: readonly string[];
}

/** Rows of one organization in the pack's tables, with what a test does not care about filled in. */
export class GrantsRows extends OrganizationRows {
  constructor(client: SqlClient, organization_id: string) {
    super(client, 'grants', organization_id);
  }

  static async ofNewOrganization(client: SqlClient, timezone = 'Europe/Oslo'): Promise<GrantsRows> {
    return new GrantsRows(client, await insertOrganization(client, timezone));
  }

  unit(
    kind: 'org' | 'region' | 'local',
    code: string,
    parent_id: string | null,
    values: RowValues = {},
  ): Promise<string> {
    return this.insert('organization_unit', { kind, code, name: code, parent_id, ...values });
  }

  contact(code: string, values: RowValues = {}): Promise<string> {
    return this.insert('contact', { code, name: code, ...values });
  }

  mentor(code: string, values: RowValues = {}): Promise<string> {
    return this.insert('peer_mentor', { code, name: code, ...values });
  }

  /** Approved, half an hour, at noon of a day in 2025, unless `values` say otherwise. */
  async activity(
    unit_id: string,
    type: string,
    values: RowValues = {},
    { contacts = [], mentors = [] }: Attendance = {},
  ): Promise<string> {
    const standard = { date: '2025-05-05T10:00Z', duration_min: 30, approval_status: 'approved' };
    const activity_id = await this.insert('activity', { unit_id, type, ...standard, ...values });
    for (const contact_id of contacts) await this.insert('activity_contact', { activity_id, contact_id });
    for (const peer_mentor_id of mentors)
      await this.insert('activity_peer_mentor', { activity_id, peer_mentor_id });
    return activity_id;
  }

  /** With its attendees: a person's key, or how many nobody knows. */
  async event(
    unit_id: string,
    code: string,
    attendees: readonly (string | number)[],
    values: RowValues = {},
  ): Promise<string> {
    const event_id = await this.insert('event', {
      unit_id,
      code,
      name: code,
      date: '2025-05-05T10:00Z',
      ...values,
    });
    for (const [at, who] of attendees.entries()) {
      const person = typeof who === 'string' ? { person_key: who } : { anonymous_count: who };
      await this.insert('event_attendee', { event_id, line_no: at + 1, ...person });
    }
    return event_id;
  }

  /** What the organization calls a type of activity. */
  label(internal: string, key: string, values: RowValues = {}): Promise<string> {
    return this.insert('organization_label', { kind: 'activity_type', internal, key, ...values });
  }
}
