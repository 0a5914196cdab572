import { hex4, utf16Hex } from '../file/pdf-values.js';

const BLOCK = 100;

/** A ToUnicode CMap: what each code stands for when text is copied or searched. `bytes` is the length of a code. */
export function toUnicodeCmap(texts: ReadonlyMap<number, string>, bytes: 1 | 2): Buffer {
  const code = (value: number): string => hex4(value).slice(bytes === 1 ? 2 : 0);
  const entries = [...texts].map(([from, text]) => `<${code(from)}><${utf16Hex(text)}>`);
  let body =
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
    '/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    `1 begincodespacerange\n<${code(0)}><${code(0xffff)}>\nendcodespacerange\n`;
  for (let at = 0; at < entries.length; at += BLOCK) {
    const block = entries.slice(at, at + BLOCK);
    body += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
  }
  return Buffer.from(`${body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend`);
}
