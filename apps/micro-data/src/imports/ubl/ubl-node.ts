import { XmlError, type XmlElement } from '@galley/template';

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';
/** The prefixes in which our own paths are written. */
const NAMESPACES: Readonly<Record<string, string>> = {
  cac: `${UBL}CommonAggregateComponents-2`,
  cbc: `${UBL}CommonBasicComponents-2`,
};
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** An element whose namespace is known: prefixes are the sender's own affair. */
export interface UblNode {
  readonly uri: string;
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** White space folded. */
  readonly text: string;
  readonly line: number;
  readonly children: readonly UblNode[];
}

type Prefixes = ReadonlyMap<string, string>;

/** Resolves the namespaces of a document. Throws `XmlError` for a prefix that is bound to nothing. */
export function resolveNamespaces(element: XmlElement, outer: Prefixes = new Map()): UblNode {
  const prefixes = declared(element, outer);
  const [prefix, local] = nameOf(element.name);
  const uri = prefix === 'xml' ? XML_NAMESPACE : prefixes.get(prefix);
  if (uri === undefined && prefix !== '') {
    throw new XmlError(`the prefix ${prefix} is bound to no namespace`, element.line, 1);
  }
  return {
    uri: uri ?? '',
    local,
    attributes: element.attributes,
    text: element.text.replace(/\s+/g, ' ').trim(),
    line: element.line,
    children: element.children.map((child) => resolveNamespaces(child, prefixes)),
  };
}

/** The first node at a path such as `cac:Party/cac:PartyName/cbc:Name`; null when there is none. */
export function at(node: UblNode, path: string): UblNode | null {
  return all(node, path)[0] ?? null;
}

/** Every node at a path, in document order. */
export function all(node: UblNode, path: string): readonly UblNode[] {
  return path.split('/').reduce<readonly UblNode[]>(
    (nodes, step) => {
      const [prefix, local] = nameOf(step);
      const uri = NAMESPACES[prefix];
      return nodes.flatMap(({ children }) =>
        children.filter((child) => child.uri === uri && child.local === local),
      );
    },
    [node],
  );
}

/** The first text at one of the paths; null when all are absent or empty. */
export function textAt(node: UblNode | null, ...paths: readonly string[]): string | null {
  if (!node) return null;
  for (const path of paths) {
    const found = all(node, path).find(({ text }) => text !== '');
    if (found) return found.text;
  }
  return null;
}

/** The name of a document type: `Order` for the root of a UBL 2 order; null for what is none. */
export function documentNameOf({ uri, local }: UblNode): string | null {
  return uri === `${UBL}${local}-2` ? local : null;
}

function nameOf(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function declared({ attributes }: XmlElement, outer: Prefixes): Prefixes {
  const own = [...attributes].flatMap(([name, uri]): [string, string][] => {
    if (name === 'xmlns') return [['', uri]];
    return name.startsWith('xmlns:') ? [[name.slice('xmlns:'.length), uri]] : [];
  });
  return own.length === 0 ? outer : new Map([...outer, ...own]);
}
