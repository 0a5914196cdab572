import { BU_1_ACTIVITIES, bu1LeadersOf } from '@galley/pack-grants/testing';
import type { WholeProduct } from '../whole/whole-product.js';

/** Somebody of the organization that data set BU-1 is loaded into. */
export interface Bu1Caller {
  readonly org: string;
  readonly role: string;
}

const UNITS = [
  { code: 'ORG', kind: 'org', name: 'Likepersonforbundet', org_number: '974760673', member_count: 1200 },
  { code: 'R1', kind: 'region', name: 'Øst', parent_code: 'ORG' },
  { code: 'R2', kind: 'region', name: 'Vest', parent_code: 'ORG' },
  { code: 'L1', kind: 'local', name: 'Oslo', parent_code: 'R1', county: 'Oslo' },
  { code: 'L2', kind: 'local', name: 'Moss', parent_code: 'R1', county: 'Østfold' },
  { code: 'L3', kind: 'local', name: 'Bergen', parent_code: 'R2', county: 'Vestland' },
];

/** What an organization of its own is asked to keep: data set BU-1 of packs/grants.md §5, all of it by the public API. */
export async function recordBu1(product: WholeProduct, as: Bu1Caller): Promise<void> {
  const post = (path: string, body: object) =>
    product.get<{ id: string }>(`/api/grants/${path}`, {
      service: 'micro-data',
      method: 'POST',
      body,
      ...as,
    });
  for (const unit of UNITS) await post('organization-units', unit);
  await post('contact-categories', { code: 'MEMBER', name: 'Medlem' });
  const numbered = (count: number, letter: string) =>
    Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
  await post('contacts/bulk', {
    items: numbered(10, 'c').map((code) => ({ code, name: `Kontakt ${code}`, category_code: 'MEMBER' })),
  });
  await post('peer-mentors/bulk', {
    items: numbered(3, 'm').map((code) => ({ code, name: `Likeperson ${code}`, unit_code: 'L1' })),
  });
  for (const [reference, unit_code, type, duration_min, people, more] of BU_1_ACTIVITIES) {
    const { date, approval_status = 'approved' } = { approval_status: undefined, ...more };
    const { id } = await post('activities', {
      reference,
      unit_code,
      type,
      duration_min,
      date,
      contacts: people.split(' ').map((contact_code) => ({ contact_code })),
      peer_mentors: bu1LeadersOf(type).map((peer_mentor_code) => ({ peer_mentor_code })),
    });
    // As it happens in life: recorded first, decided afterwards.
    if (approval_status === 'approved') await post(`activities/${id}/approve`, {});
    if (approval_status === 'rejected')
      await post(`activities/${id}/reject`, { note: 'Registrert to ganger' });
  }
}
