/**
 * Where a file stands in the store. The shape is the source's (energy-exports §9): `exports/{org}/{request}/export_{stamp}`,
 * `reports/{org}/{yyyy}/{mm}/{name}_{stamp}`, `archive/{org}/{yyyy}/{file}.glacier`, all in UTC. Behind every stamp follows
 * what makes the key one attempt's own, so that nobody can write, or remove, another's file (docs/adr/0008).
 */
export interface KeyParts {
  readonly organization_id: string;
  readonly instant: Date;
  /** Letters, digits and dashes, never given twice: `<job>-<attempt>`. */
  readonly unique: string;
  readonly extension: string;
}

/** Areas of what is filed with somebody outside and kept for good; a pack whose files are filed adds its line. */
const FILING_AREAS = ['bufdir-reports'] as const;

const AREAS: ReadonlySet<string> = new Set(['exports', 'reports', 'archive', 'snapshots', ...FILING_AREAS]);
const MAX_SLUG = 80;
/** Letters that Unicode does not take apart into a base and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};

export function exportKey(parts: KeyParts & { readonly request_id: string }): string {
  return `exports/${parts.organization_id}/${parts.request_id}/${fileOf('export', parts)}`;
}

export function reportKey(parts: KeyParts & { readonly name: string }): string {
  const { organization_id, instant, name } = parts;
  const [year, month] = [yearOf(instant), monthOf(instant)];
  return `reports/${organization_id}/${year}/${month}/${fileOf(slugOf(name, 'report'), parts)}`;
}

/** `instant` is the file's own, so that it is looked for in the year in which it was made. */
export function archiveKey(parts: KeyParts & { readonly name: string }): string {
  const { organization_id, instant, name } = parts;
  return `archive/${organization_id}/${yearOf(instant)}/${fileOf(slugOf(name, 'file'), parts)}.glacier`;
}

/** What a file was rendered from. */
export function snapshotKey(parts: Omit<KeyParts, 'extension'> & { readonly name: string }): string {
  const { organization_id, instant, name } = parts;
  const file = fileOf(slugOf(name, 'report'), { ...parts, extension: 'snapshot' });
  return `snapshots/${organization_id}/${yearOf(instant)}/${monthOf(instant)}/${file}`;
}

/** Of a record that has one file per format, whichever attempt writes it: `{area}/{org}/{year}/{id}.{ext}`, written once. */
export function filingKey(filing: {
  readonly area: (typeof FILING_AREAS)[number];
  readonly organization_id: string;
  /** Of what the file is about, not of when it was made. */
  readonly year: number;
  readonly id: string;
  readonly extension: string;
}): string {
  const { area, organization_id, year, id, extension } = filing;
  return `${area}/${organization_id}/${String(year).padStart(4, '0')}/${id}.${extension}`;
}

/** The organization whose file it is; keys of before the layout begin with it. Null for what is no key of ours. */
export function organizationOfKey(key: string): string | null {
  const [first = '', second] = key.split('/');
  if (second === undefined) return null;
  return AREAS.has(first) ? second : first;
}

/** `20260131T235959Z`. */
export function stampOf(instant: Date): string {
  return instant
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
}

/** A name in lower-case letters a–z, digits and dashes; `otherwise` when nothing of it can be written so. */
export function slugOf(name: string, otherwise: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => LETTERS[letter] ?? (/\p{M}/u.test(letter) ? '' : '-'))
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
  return slug || otherwise;
}

function fileOf(name: string, { instant, unique, extension }: KeyParts): string {
  return `${name}_${stampOf(instant)}-${unique}.${extension}`;
}

function yearOf(instant: Date): string {
  return stampOf(instant).slice(0, 4);
}

function monthOf(instant: Date): string {
  return stampOf(instant).slice(4, 6);
}
