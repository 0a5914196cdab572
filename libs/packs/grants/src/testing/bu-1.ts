import type { GrantsRows } from './grants-rows.js';

/** Ids of what data set BU-1 holds, by the names of packs/grants.md §5. */
export interface Bu1 {
  readonly units: Readonly<Record<'root' | 'R1' | 'R2' | 'L1' | 'L2' | 'L3', string>>;
  /** c1 … c10 */
  readonly contacts: Readonly<Record<string, string>>;
  /** m1 … m3 */
  readonly mentors: Readonly<Record<string, string>>;
  /** a1 … a10 */
  readonly activities: Readonly<Record<string, string>>;
}

/** Name, unit, type, minutes, contacts; noon in Oslo and approved, unless they say otherwise. */
export const BU_1_ACTIVITIES = [
  ['a1', 'L1', 'one_to_one', 60, 'c1', { date: '2025-02-03T11:00Z' }],
  ['a2', 'L1', 'group', 90, 'c1 c2 c3 c4', { date: '2025-03-03T11:00Z' }],
  ['a3', 'L2', 'group', 45, 'c4 c5', { date: '2025-04-03T10:00Z' }],
  ['a4', 'L3', 'course', 360, 'c6 c7 c8 c9 c10', { date: '2025-05-03T10:00Z' }],
  ['a5', 'L3', 'one_to_one', 30, 'c6', { date: '2025-12-31T22:30Z' }],
  // 2026 in Oslo.
  ['a6', 'L3', 'one_to_one', 30, 'c7', { date: '2025-12-31T23:30Z' }],
  ['a7', 'L1', 'one_to_one', 60, 'c3', { date: '2025-06-03T10:00Z', approval_status: 'pending' }],
  ['a8', 'L2', 'group', 60, 'c1 c2 c5', { date: '2025-07-03T10:00Z', approval_status: 'rejected' }],
  ['a9', 'L3', 'group', 40, 'c1 c6 c7', { date: '2025-08-03T10:00Z' }],
  ['a10', 'L1', 'one_to_one', 50, 'c2', { date: '2025-09-03T10:00Z' }],
] as const;

/** Who leads an activity of a type: m1 everything but the course, which two hold. */
export function bu1LeadersOf(type: string): readonly string[] {
  return type === 'course' ? ['m2', 'm3'] : ['m1'];
}

/** Data set BU-1 as records: nothing that Bufdir asks for is missing, so that a7 is its only warning. */
export async function insertBu1(rows: GrantsRows): Promise<Bu1> {
  const units = await insertUnits(rows);
  const category_id = await rows.insert('contact_category', { code: 'MEMBER', name: 'Medlem' });
  const contacts = await named(10, 'c', (code) => rows.contact(code, { category_id }));
  const mentors = await named(3, 'm', (code) => rows.mentor(code, { unit_id: units.L1 }));
  const activities: Record<string, string> = {};
  for (const [name, unit, type, duration_min, people, values] of BU_1_ACTIVITIES) {
    activities[name] = await rows.activity(
      units[unit],
      type,
      { reference: name, duration_min, ...values },
      {
        contacts: idsOf(contacts, people.split(' ')),
        mentors: idsOf(mentors, bu1LeadersOf(type)),
      },
    );
  }
  return { units, contacts, mentors, activities };
}

async function insertUnits(rows: GrantsRows): Promise<Bu1['units']> {
  const root = await rows.unit('org', 'ORG', null, {
    name: 'Likepersonforbundet',
    org_number: '974760673',
    member_count: 1200,
  });
  const R1 = await rows.unit('region', 'R1', root, { name: 'Øst' });
  const R2 = await rows.unit('region', 'R2', root, { name: 'Vest' });
  return {
    root,
    R1,
    R2,
    L1: await rows.unit('local', 'L1', R1, { name: 'Oslo', county: 'Oslo' }),
    L2: await rows.unit('local', 'L2', R1, { name: 'Moss', county: 'Østfold' }),
    L3: await rows.unit('local', 'L3', R2, { name: 'Bergen', county: 'Vestland' }),
  };
}

async function named(
  count: number,
  letter: string,
  insert: (code: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {};
  for (let number = 1; number <= count; number++)
    ids[`${letter}${number}`] = await insert(`${letter}${number}`);
  return ids;
}

function idsOf(ids: Readonly<Record<string, string>>, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => ids[name] ?? []);
}
