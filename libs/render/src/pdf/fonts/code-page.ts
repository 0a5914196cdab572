/** Character codes of the one-byte font: the first printable ASCII … */
export const FIRST_CODE = 0x20;

/** … Latin-1 as it is, and in its unused middle what reports need besides: Windows-1252, the true minus, narrow space. */
const MIDDLE: readonly (number | null)[] = [
  0x20ac,
  0x2212,
  0x201a,
  0x0192,
  0x201e,
  0x2026,
  0x2020,
  0x2021,
  0x02c6,
  0x2030,
  0x0160,
  0x2039,
  0x0152,
  0x202f,
  0x017d,
  0xfffd,
  null,
  0x2018,
  0x2019,
  0x201c,
  0x201d,
  0x2022,
  0x2013,
  0x2014,
  0x02dc,
  0x2122,
  0x0161,
  0x203a,
  0x0153,
  null,
  0x017e,
  0x0178,
];
const MIDDLE_START = 0x80;
const SOFT_HYPHEN = 0xad;

/** The code point of each code, null where a code is not used. */
export const CODE_POINTS: readonly (number | null)[] = Array.from({ length: 256 }, (_, code) => {
  if (code < FIRST_CODE || code === 0x7f || code === SOFT_HYPHEN) return null;
  return code >= MIDDLE_START && code < 0xa0 ? (MIDDLE[code - MIDDLE_START] ?? null) : code;
});

const codes = new Map(CODE_POINTS.flatMap((point, code) => (point === null ? [] : [[point, code] as const])));

/** The one-byte code of a code point; 0 when it has none. */
export function codeOf(codePoint: number): number {
  return codes.get(codePoint) ?? 0;
}

/** 1 where a code must be escaped inside a PDF literal string. */
export const NEEDS_ESCAPE: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) =>
  code === 0x28 || code === 0x29 || code === 0x5c ? 1 : 0,
);
