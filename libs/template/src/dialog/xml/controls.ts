import type { XmlElement } from '../../xml/xml-element.js';
import type { FieldType } from '../dialog.js';

/** Tags of inputs, in lower case, and the type of field each becomes. */
const CONTROLS: Readonly<Record<string, FieldType>> = {
  date: 'date',
  datetime: 'datetime',
  time: 'text',
  lookup: 'lookup',
  text: 'text',
  edit: 'text',
  number: 'number',
  numeric: 'number',
  combo: 'select',
  combobox: 'select',
  select: 'select',
  radio: 'select',
  checkbox: 'boolean',
  check: 'boolean',
};

/** The field that an input stands for, in the form of our JSON. An unknown tag is a text input. */
export function fieldOf(element: XmlElement, label: string | null): Readonly<Record<string, unknown>> {
  const read = (...names: string[]): string | undefined => attribute(element, names);
  const options = optionsOf(element);
  const source = read('DataSource', 'Lookup');
  return defined({
    name: read('Name'),
    label: label ?? read('Label', 'Caption'),
    type: typeOf(element, options.length > 0, source !== undefined),
    required: flag(read('Required')),
    default: read('Default', 'DefaultValue', 'Value', 'Checked'),
    lookup:
      source === undefined
        ? undefined
        : {
            source: sourceName(source),
            field: read('ValueField', 'KeyField') ?? null,
            label: read('LabelField', 'DisplayField') ?? null,
          },
    options: options.length > 0 ? options : undefined,
    depends_on: read('DependsOn')
      ?.split(/[,;]/)
      .map((one) => one.trim())
      .filter(Boolean),
    multiple: flag(read('Multiple', 'MultiSelect')),
    column: read('Column'),
    operator: read('Operator'),
    help: read('Help', 'Hint'),
  });
}

/** `@vendor_list` names the list of the source `vendor`; anything else is a source's own name. */
function sourceName(written: string): string {
  return written.startsWith('@') ? written.slice(1).replace(/_list$/i, '') : written;
}

function typeOf(element: XmlElement, hasOptions: boolean, hasSource: boolean): FieldType {
  const type = CONTROLS[element.name.toLowerCase()];
  if (type === 'lookup' || type === 'select') {
    // A list that lists nothing is typed into.
    if (hasOptions) return 'select';
    return hasSource ? 'lookup' : 'text';
  }
  return type ?? 'text';
}

/** `<Item Value="1" Text="One"/>`, `<Item>One</Item>`, or `Items="One;Two"`. */
function optionsOf(element: XmlElement): { value: string; label: string }[] {
  const inline = attribute(element, ['Items'])?.split(/[;|]/) ?? [];
  const listed = element.children
    .filter(({ name }) => /^(item|option)$/i.test(name))
    .map((item) => {
      const text = attribute(item, ['Text', 'Label']) ?? item.text.trim();
      const value = attribute(item, ['Value', 'Key']) ?? text;
      return { value, label: text || value };
    });
  return [...inline.map((one) => ({ value: one.trim(), label: one.trim() })), ...listed];
}

/** First attribute of these names, whatever their case. */
export function attribute(element: XmlElement, names: readonly string[]): string | undefined {
  for (const wanted of names) {
    for (const [name, value] of element.attributes) {
      if (name.toLowerCase() === wanted.toLowerCase()) return value;
    }
  }
  return undefined;
}

function flag(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : /^(true|1|yes)$/i.test(text);
}

function defined(field: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined));
}
