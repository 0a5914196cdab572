import { sql, type ColumnType, type SqlFragment } from '@galley/dataset';

/** OIDs of built-in types; they never change (pg_type.dat). */
export const OID = {
  bool: 16,
  char: 18,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  json: 114,
  float4: 700,
  float8: 701,
  bpchar: 1042,
  varchar: 1043,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const;

const TYPE_OF: ReadonlyMap<number, ColumnType> = new Map([
  [OID.bool, 'boolean'],
  [OID.int2, 'integer'],
  [OID.int4, 'integer'],
  [OID.int8, 'integer'],
  [OID.numeric, 'decimal'],
  [OID.float4, 'decimal'],
  [OID.float8, 'decimal'],
  [OID.date, 'date'],
  [OID.timestamp, 'timestamp'],
  [OID.timestamptz, 'timestamp'],
  [OID.uuid, 'uuid'],
  [OID.json, 'json'],
  [OID.jsonb, 'json'],
]);

/** The type a client sees; what we have no better name for (arrays, enums, intervals, addresses …) is its text. */
export function columnTypeOf(oid: number): ColumnType {
  return TYPE_OF.get(oid) ?? 'string';
}

/** Fraction digits that a `numeric(p,s)` declares; null for anything else. */
export function scaleOf(oid: number, typmod: number): number | null {
  if (oid !== OID.numeric || typmod < 4) return null;
  // The scale is an 11-bit two's complement number since PostgreSQL 15; a negative one has no fraction.
  return Math.max(0, (((typmod - 4) & 0x7ff) ^ 1024) - 1024);
}

/** Texts that compare with `=` and LIKE as they are; every other `string` column is compared by its text. */
export function isText(oid: number): boolean {
  return oid === OID.text || oid === OID.varchar || oid === OID.bpchar || oid === OID.name;
}

export function isFloat(oid: number): boolean {
  return oid === OID.float4 || oid === OID.float8;
}

/** The PostgreSQL type that values of a column type are cast to. */
export const SQL_TYPE: Readonly<Record<ColumnType, SqlFragment>> = {
  string: sql`text`,
  integer: sql`bigint`,
  decimal: sql`numeric`,
  date: sql`date`,
  timestamp: sql`timestamptz`,
  boolean: sql`boolean`,
  uuid: sql`uuid`,
  json: sql`jsonb`,
};
