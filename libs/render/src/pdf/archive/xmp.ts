import { wellFormed } from '../file/pdf-values.js';
import type { DocumentProperties } from '../document/document-properties.js';

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that XML has no place for. */
// oxlint-disable-next-line no-control-regex
const UNFIT = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** Marks the packet (XMP specification part 1, 7.3.2). */
const PACKET = 'W5M0MpCehiHzreSzNTczkc9d';

/** The document's properties as an XMP packet that says what the information dictionary says; `part` of ISO 19005, conformance B. */
export function xmpPacket(properties: DocumentProperties, producer: string, part: number | null): Buffer {
  const { title, author, subject = null, keywords = null, creator = producer, created } = properties;
  const date = `${new Date(created).toISOString().slice(0, 19)}Z`;
  const fields = [
    '<dc:format>application/pdf</dc:format>',
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${xml(author)}</rdf:li></rdf:Seq></dc:creator>`,
    ...(subject === null
      ? []
      : [
          `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${xml(subject)}</rdf:li></rdf:Alt></dc:description>`,
        ]),
    ...(keywords === null ? [] : [`<pdf:Keywords>${xml(keywords)}</pdf:Keywords>`]),
    `<pdf:Producer>${xml(producer)}</pdf:Producer>`,
    `<xmp:CreatorTool>${xml(creator)}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${date}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    ...(part === null
      ? []
      : [`<pdfaid:part>${part}</pdfaid:part>`, '<pdfaid:conformance>B</pdfaid:conformance>']),
  ];
  const spaces = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return Buffer.from(
    `<?xpacket begin="\ufeff" id="${PACKET}"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n` +
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n` +
      `<rdf:Description rdf:about=""${spaces.join('')}>\n${fields.join('\n')}\n` +
      `</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>`,
  );
}

const NAMESPACES: Readonly<Record<string, string>> = {
  dc: 'http://purl.org/dc/elements/1.1/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
};

function xml(text: string): string {
  return wellFormed(text)
    .replace(UNFIT, '\ufffd')
    .replace(/[&<>"]/g, (sign) => MARKUP[sign] ?? sign);
}
