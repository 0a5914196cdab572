import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { SchemaVersionUnknown, schemaOf, schemaVersionFor, schemaVersions } from './bufdir-schemas.js';

const folder = new URL('../../bufdir/', import.meta.url);

/** Reports that were made with a version are read with it for good. */
const FROZEN: Readonly<Record<string, string>> = {
  '2024-v2.json': '99cf73a48803e6506ab4d562e210ce1e2f7024e98b61da7c265234d0446a5bb8',
  '2024-v2.schema.json': 'd29b27673bae0e5d09636147858a6b9f89f2e64ec5b0a5e66b192984f81b0516',
  '2025-v1.json': 'b25c9e9de199dbc815010d3289fd6d7d0a89d43c137cfad6bc532129fed279d8',
  '2025-v1.schema.json': 'a683d69cb91fb78219093d4945072a10fd31a8907afa4d064ec2e735ae11ff4f',
};

describe('the schema versions of Bufdir', () => {
  it('never change: another label, rule or field is a new version, which is two new files', () => {
    const strays = readdirSync(folder)
      .filter((file) => sha256Of(file) !== FROZEN[file])
      .map(
        (file) =>
          `${file} (${sha256Of(file)}) is not as it was frozen. Leave the versions that are there as they are: a change is ` +
          'a new version, with files and hashes of its own (docs/recipes/add-a-bufdir-version.md).',
      );
    expect(strays).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(Object.keys(FROZEN));
  });

  it('are told oldest first', () => {
    expect(schemaVersions()).toEqual(['2024-v2', '2025-v1']);
  });

  it('BU-V-10: refuses a version nobody knows, and tells those it knows', () => {
    expect(() => schemaOf('2019-v1')).toThrow(SchemaVersionUnknown);
    expect(() => schemaOf('../package')).toThrow('known are 2024-v2, 2025-v1');
  });

  it.each([
    ['2024-01-01', '2024-v2'],
    ['2024-12-31', '2024-v2'],
    ['2025-01-01', '2025-v1'],
    ['2031-06-30', '2025-v1'],
    ['2019-12-31', '2025-v1'],
  ])('take a period that ends on %s in form %s', (end, version) => {
    expect(schemaVersionFor({ end })).toBe(version);
  });

  it.each(schemaVersions())('%s says the same in both of its files', (version) => {
    const { json_schema, exclusion_reasons, activity_types, other_type, ...schema } = schemaOf(version);
    const { $defs, properties } = json_schema as unknown as {
      readonly $defs: { readonly reason: { readonly enum: readonly string[] } };
      readonly properties: {
        readonly schema_version: { readonly const: string };
        readonly activity_types: { readonly prefixItems: readonly Keyed[]; readonly items: Keyed };
      };
    };
    expect(properties.schema_version.const).toBe(version);
    expect($defs.reason.enum).toEqual(Object.keys(exclusion_reasons));
    const types = properties.activity_types;
    expect(types.prefixItems.map(keyOf)).toEqual(activity_types.map(({ key }) => key));
    expect(keyOf(types.items)).toBe(other_type.key);
    expect(Object.keys(schema.countable_days).sort()).toEqual(
      ['country', ...activity_types.map(({ key }) => key)].sort(),
    );
  });

  it('BU-B-9: 2024-v2 demands the organization number, 2025-v1 asks for it', () => {
    const pointers = (version: string) => schemaOf(version).mandatory_fields.map(({ pointer }) => pointer);
    expect(pointers('2024-v2')).toContain('/organization/org_number');
    expect(pointers('2025-v1')).not.toContain('/organization/org_number');
    expect(schemaOf('2025-v1').optional_fields).toContainEqual({
      pointer: '/organization/org_number',
      label: 'Organisasjonsnummer',
      warning: 'ORG_NUMBER_MISSING',
    });
  });

  it('BU-C-8: the label of a course has what CSV must quote', () => {
    expect(schemaOf('2025-v1').activity_types.map(({ label }) => label)).toEqual([
      'Likepersonssamtale',
      'Samtalegruppe',
      'Kurs; "likeperson"',
    ]);
    expect(schemaOf('2025-v1').other_type.label).toBe('Annet');
  });

  it('BU-C-6: count groups from three people and 45 minutes, courses from 90; before 2025 courses from five people', () => {
    expect(schemaOf('2025-v1').countable_days).toEqual({
      country: 'NO',
      one_to_one: { requires_in_person: true },
      group: { min_participants: 3, min_minutes: 45 },
      course: { min_minutes: 90 },
    });
    expect(schemaOf('2024-v2').countable_days['course']).toEqual({
      min_participants: 5,
      counts_leader: true,
      min_minutes: 90,
    });
  });
});

function sha256Of(file: string): string {
  return createHash('sha256')
    .update(readFileSync(new URL(file, folder)))
    .digest('hex');
}

interface Keyed {
  readonly properties: { readonly key: { readonly const: string } };
}

function keyOf({ properties }: Keyed): string {
  return properties.key.const;
}
