import type { DocumentProperties } from '../document/document-properties.js';
import type { PdfFile } from '../file/pdf-file.js';
import { pdfDate, pdfTextString } from '../file/pdf-values.js';
import type { AttachedFile } from './attachment.js';
import { srgbProfile } from './icc-profile.js';

/** Entries of the catalog, and those of its name dictionary. */
export interface ArchiveParts {
  readonly catalog: string;
  readonly names: string;
}

/** Writes what PDF/A-3b (ISO 19005-3) asks for beside the metadata: what the colours mean, and the files that travel along. */
export function writeArchiveParts(
  file: PdfFile,
  { created }: DocumentProperties,
  attached: readonly AttachedFile[],
): ArchiveParts {
  const profile = file.allocate();
  file.deflated(profile, '/N 3', srgbProfile());
  const intent =
    '<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)' +
    `/RegistryName(http://www.color.org)/DestOutputProfile ${profile} 0 R>>`;
  const files = attached.map((one) => ({ name: one.name, id: writeFile(file, one, created) }));
  if (files.length === 0) return { catalog: `/OutputIntents[${intent}]`, names: '' };
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const tree = sorted.map(({ name, id }) => `${pdfTextString(name)}${id} 0 R`).join('');
  return {
    catalog: `/OutputIntents[${intent}]/AF[${files.map(({ id }) => `${id} 0 R`).join(' ')}]`,
    names: `/EmbeddedFiles<</Names[${tree}]>>`,
  };
}

/** Returns the number of the file specification. */
function writeFile(file: PdfFile, attached: AttachedFile, created: string): number {
  const [specification, content] = [file.allocate(), file.allocate()];
  const { name, media_type, description, data, size, checksum } = attached;
  file.stream(
    content,
    `/Type/EmbeddedFile/Subtype/${media_type.replace('/', '#2F')}/Filter/FlateDecode` +
      `/Params<</Size ${size}/ModDate${pdfDate(created)}/CheckSum<${checksum}>>>`,
    data,
  );
  const title = pdfTextString(name);
  file.object(
    specification,
    `<</Type/Filespec/F${title}/UF${title}/Desc${pdfTextString(description)}/AFRelationship/Data` +
      `/EF<</F ${content} 0 R/UF ${content} 0 R>>>>`,
  );
  return specification;
}
