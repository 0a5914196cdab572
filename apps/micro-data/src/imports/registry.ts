import type { Importer } from './importer.js';
import { ublDocument } from './ubl/ubl-document.js';

/** What can be uploaded, by entity. */
const IMPORTERS: ReadonlyMap<string, Importer> = new Map([ublDocument].map((one) => [one.entity, one]));

export function importerOf(entity: string): Importer | null {
  return IMPORTERS.get(entity) ?? null;
}

export const IMPORT_ENTITIES: readonly string[] = [...IMPORTERS.keys()];
export const IMPORT_MEDIA: readonly string[] = [
  ...new Set([...IMPORTERS.values()].flatMap(({ media_types }) => media_types)),
];
