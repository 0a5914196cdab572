import { readdirSync, readFileSync } from 'node:fs';
import type { ReportSpan } from './period-rules.js';
import { schemaMapping, type SchemaMapping } from './schema-mapping.js';

/** One version of Bufdir's reporting schema. */
export interface BufdirSchema extends SchemaMapping {
  /** JSON Schema 2020-12 of its `report_data`. */
  readonly json_schema: { readonly $id: string; readonly [keyword: string]: unknown };
}

/** Nobody knows the version that was asked for (BU-V-10). */
export class SchemaVersionUnknown extends Error {
  readonly code = 'SCHEMA_VERSION_UNKNOWN';

  constructor(
    readonly version: string,
    readonly known: readonly string[],
  ) {
    super(`The Bufdir schema version "${version}" is not known; known are ${known.join(', ')}.`);
    this.name = 'SchemaVersionUnknown';
  }
}

/** Beside `src/` as beside `dist/`: the build copies code only. */
const folder = new URL('../../bufdir/', import.meta.url);
const schemas = readSchemas();
const newest = newestOf(schemas);

/** Every version there is, oldest first. */
export function schemaVersions(): readonly string[] {
  return schemas.map(({ version }) => version);
}

/** Throws `SchemaVersionUnknown`. */
export function schemaOf(version: string): BufdirSchema {
  const found = schemas.find((schema) => schema.version === version);
  if (!found) throw new SchemaVersionUnknown(version, schemaVersions());
  return found;
}

/**
 * The version for a period when none is asked for: the newest in force on the period's last day; where none was, the
 * newest, for Bufdir takes today's reports in today's form.
 */
export function schemaVersionFor({ end }: Pick<ReportSpan, 'end'>): string {
  const inForce = schemas.findLast(
    ({ valid_from, valid_to }) => valid_from <= end && (valid_to === null || end <= valid_to),
  );
  return (inForce ?? newest).version;
}

function readSchemas(): readonly BufdirSchema[] {
  return readdirSync(folder)
    .filter((file) => /^[^.]+\.json$/.test(file))
    .map((file) => readSchema(file.replace('.json', '')))
    .sort((a, b) => inOrder(a.version).localeCompare(inOrder(b.version), 'en'));
}

function newestOf(all: readonly BufdirSchema[]): BufdirSchema {
  const last = all.at(-1);
  if (!last) throw new Error(`${folder.pathname} holds no Bufdir schema`);
  return last;
}

function readSchema(version: string): BufdirSchema {
  const mapping = schemaMapping.parse(readJson(`${version}.json`));
  return { ...mapping, json_schema: readJson(`${version}.schema.json`) as BufdirSchema['json_schema'] };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

/** Comparable as text: `2025-v10` comes after `2025-v9`. */
function inOrder(version: string): string {
  return version.replace(/\d+$/, (number) => number.padStart(4, '0'));
}
