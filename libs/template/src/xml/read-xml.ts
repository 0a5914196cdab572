import { SaxesParser } from 'saxes';
import { XML_LIMITS, XmlError, type XmlElement, type XmlLimits } from './xml-element.js';

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/**
 * Reads a document strictly: well-formed XML 1.0 without DOCTYPE, entity declarations and processing instructions.
 * Nothing is ever fetched or expanded. Throws `XmlError`.
 */
export function readXml(content: string, limits: XmlLimits = XML_LIMITS): XmlElement {
  const text = content.replace(/^\uFEFF/, '');
  if (text.length > limits.characters) {
    throw new XmlError(`is longer than ${limits.characters} characters`, 1, 1);
  }
  const parser = new SaxesParser({ xmlns: false as const, position: true });
  const refuse = (why: string): never => {
    throw new XmlError(why, parser.line, Math.max(parser.column, 1));
  };
  const tree = new TreeBuilder(limits, refuse);
  parser.on('error', (error) => refuse(error.message.replace(/^[^ ]*\d+:\d+: /, '')));
  parser.on('doctype', () => refuse('DOCTYPE is not allowed'));
  parser.on('processinginstruction', () => refuse('processing instructions are not allowed'));
  parser.on('opentagstart', () => tree.start());
  parser.on('attribute', () => tree.countAttribute());
  parser.on('opentag', ({ name, attributes }) => tree.open(name, attributes, parser.line));
  parser.on('text', (characters) => tree.append(characters));
  parser.on('cdata', (characters) => tree.append(characters));
  parser.on('closetag', () => tree.close());
  parser.write(text).close();
  return tree.root ?? refuse('holds no element');
}

class TreeBuilder {
  root: XmlElement | null = null;
  private readonly path: OpenElement[] = [];
  private elements = 0;
  private attributes = 0;

  constructor(
    private readonly limits: XmlLimits,
    private readonly refuse: (why: string) => never,
  ) {}

  /** Before its attributes are read. */
  start(): void {
    this.attributes = 0;
    this.elements += 1;
    const { elements, depth } = this.limits;
    if (this.elements > elements) this.refuse(`holds more than ${elements} elements`);
    if (this.path.length >= depth) this.refuse(`is nested deeper than ${depth} elements`);
  }

  countAttribute(): void {
    this.attributes += 1;
    const most = this.limits.attributes_per_element;
    if (this.attributes > most) this.refuse(`has an element with more than ${most} attributes`);
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const element = { name, attributes: new Map(Object.entries(attributes)), children: [], text: '', line };
    const parent = this.path.at(-1);
    if (parent) parent.children.push(element);
    else this.root = element;
    this.path.push(element);
  }

  append(characters: string): void {
    const current = this.path.at(-1);
    if (current) current.text += characters;
  }

  close(): void {
    this.path.pop();
  }
}
