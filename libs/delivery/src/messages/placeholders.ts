/** `{{ name }}`: a name and nothing else. There are no conditions, loops or expressions. */
const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]{0,49})\s*\}\}/g;
/** Marks of ours; whatever a template brings of this range is dropped before. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKED = /\uE000(\d+)\uE001/g;
const PRIVATE = /\p{Co}/gu;

/** A text whose placeholders have become marks that no Markdown knows, and the values they stand for. */
export interface MarkedText {
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * Marks the placeholders of a text. A line with a placeholder that has no value is left out, so that one text serves
 * with and without a link. Unknown names count as without value.
 */
export function markPlaceholders(text: string, values: Readonly<Record<string, string>>): MarkedText {
  const found: string[] = [];
  const lines = text
    .replace(PRIVATE, '')
    .split(/\r\n|[\r\n]/)
    .filter((line) => placeholdersIn(line).every((name) => valueOf(values, name) !== ''))
    .map((line) =>
      line.replace(PLACEHOLDER, (_place, name: string) => {
        found.push(valueOf(values, name));
        return `${OPEN}${found.length - 1}${CLOSE}`;
      }),
    );
  return { text: lines.join('\n'), values: found };
}

/** Puts the values back, each changed by `change`: escaped for HTML, say. */
export function fillMarks(
  text: string,
  values: readonly string[],
  change: (value: string) => string = (value) => value,
): string {
  return text.replace(MARKED, (_mark, index: string) => change(values[Number(index)] ?? ''));
}

/** The names in `{{…}}`, each as often as it stands there. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

function valueOf(values: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}
