/** Kinds of resources whose names hold their object's number, so that nothing need be remembered of them. */
export type ResourceKind = 'XObject' | 'Shading' | 'ExtGState' | 'Pattern';

const PREFIXES: Readonly<Record<ResourceKind, string>> = {
  XObject: 'X',
  Shading: 'S',
  ExtGState: 'E',
  Pattern: 'P',
};

/** The name under which pages know an object. */
export function resourceName(kind: ResourceKind, id: number): string {
  return `${PREFIXES[kind]}${id}`;
}

/** The resource dictionary of what one page or form draws; fonts are the document's, by reference. */
export function resourceDictionary(fontsId: number, names: ReadonlySet<string>): string {
  let dictionary = `<</Font ${fontsId} 0 R`;
  for (const [kind, prefix] of Object.entries(PREFIXES)) {
    const entries = [...names].filter((name) => name.startsWith(prefix));
    if (entries.length === 0) continue;
    dictionary += `/${kind}<<${entries.map((name) => `/${name} ${name.slice(1)} 0 R`).join('')}>>`;
  }
  return `${dictionary}>>`;
}
