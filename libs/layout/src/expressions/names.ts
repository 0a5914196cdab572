import type { Reference } from './contract.js';

/** `Order Details.Products."Unit.Price"`: segments parted by dots, quoted where they hold one. */
const PATH = /^[^".[\]]+(?:\.(?:"[^"[\]]+"|[^".[\]]+))*$/;
const SEGMENT = /"([^"]+)"|[^."]+/g;
const CALL = /^\s*[\p{L}_][\p{L}\p{N}_.]*\(/u;
const OPERATORS = /[=!<>]=|&&|\|\|| [<>*+] /;
const PLAIN = /^\s*[\p{L}_][\p{L}\p{M}\p{N}_#$ ]*(?:\.[\p{L}\p{N}_#$][\p{L}\p{M}\p{N}_#$ ]*)*$/u;

/** Whether what stands in brackets inside an expression is a name; else it is an expression of its own. */
export function isBracketName(content: string): boolean {
  return PATH.test(content) && !CALL.test(content) && !OPERATORS.test(content) && /\p{L}/u.test(content);
}

/** Whether a text is a name and cannot be anything else: letters, digits, blanks and dots. */
export function isPlainName(content: string): boolean {
  return PLAIN.test(content);
}

export function pathOf(name: string): readonly string[] {
  return Array.from(name.matchAll(SEGMENT), ([segment, quoted]) => (quoted ?? segment).trim());
}

/** The names of one expression or text: the same text gives the same reference. */
export class Names {
  private readonly known = new Map<string, Reference>();

  reference(text: string): Reference {
    const name = text.trim();
    let reference = this.known.get(name);
    if (!reference) this.known.set(name, (reference = { text: name, path: pathOf(name) }));
    return reference;
  }
}
