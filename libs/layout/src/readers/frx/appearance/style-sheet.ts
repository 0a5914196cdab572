import type { XmlElement } from '@galley/template';
import type { NamedStyle } from '../../../model/appearance.js';
import { partOf, prefixed, ignored, type AttributeTable } from '../attributes/attribute.js';
import { flag, text } from '../attributes/kinds.js';
import { readAttributes } from '../attributes/read-attributes.js';
import type { Findings } from '../findings.js';
import { BORDER_PARTS, borderOf } from './border.js';
import { FILL_PARTS, fillOf, TEXT_FILL_PARTS } from './fill.js';
import { font } from './font.js';

export const STYLE = {
  Name: text(),
  ...prefixed('Border', BORDER_PARTS),
  ...prefixed('Fill', FILL_PARTS),
  ...prefixed('TextFill', TEXT_FILL_PARTS),
  Font: font('Arial, 10pt'),
  ApplyBorder: flag(true),
  ApplyFill: flag(true),
  ApplyTextFill: flag(true),
  ApplyFont: flag(true),
  Guid: ignored,
} satisfies AttributeTable;

/** Attributes that a style decides together, and the flag that says whether it does. */
const GROUPS = [
  { of: /^Border\./, apply: 'ApplyBorder' },
  { of: /^Fill(\.|$)/, apply: 'ApplyFill' },
  { of: /^TextFill(\.|$)/, apply: 'ApplyTextFill' },
  { of: /^Font$/, apply: 'ApplyFont' },
] as const;

/** Suffix of the styles that even rows take: only a fill, unless an object asks for all of the style. */
const FILL_ONLY = ' (fill)';

/** The named styles of a report. */
export class StyleSheet {
  readonly styles: Readonly<Record<string, NamedStyle>>;
  private readonly elements: ReadonlyMap<string, XmlElement>;

  constructor(elements: readonly XmlElement[], findings: Findings) {
    this.elements = new Map(elements.map((one) => [one.attributes.get('Name') ?? '', one]));
    this.styles = Object.fromEntries(
      [...this.elements].flatMap(([name, element]) => {
        const all = styleOf(name, element, findings);
        const fill = { ...all, name: name + FILL_ONLY, font: null, text_fill: null, border: null };
        return [all, fill].map((style) => [style.name, style]);
      }),
    );
  }

  /** Name of the style of even rows in `Layout.styles`; null when there is none of this name. */
  even(name: string | null, isAll: boolean): string | null {
    if (name === null || !this.elements.has(name)) return null;
    return isAll ? name : name + FILL_ONLY;
  }

  /** The element with what its style says where it says nothing itself. */
  applied(element: XmlElement): XmlElement {
    const style = this.elements.get(element.attributes.get('Style') ?? '');
    if (!style) return element;
    const attributes = new Map(element.attributes);
    for (const { of, apply } of GROUPS) {
      const own = [...element.attributes.keys()].some((name) => of.test(name));
      if (own || style.attributes.get(apply)?.toLowerCase() === 'false') continue;
      for (const [name, value] of style.attributes) if (of.test(name)) attributes.set(name, value);
    }
    return { ...element, attributes };
  }
}

function styleOf(name: string, element: XmlElement, findings: Findings): NamedStyle {
  const read = readAttributes(element, STYLE, findings);
  const says = (of: RegExp, apply: boolean): boolean =>
    apply && [...element.attributes.keys()].some((attribute) => of.test(attribute));
  const [border, fill, text, letters] = GROUPS.map(({ of, apply }) => says(of, read[apply]));
  return {
    name,
    font: letters ? read.Font : null,
    text_fill: text ? fillOf(partOf(read, 'TextFill', TEXT_FILL_PARTS)) : null,
    fill: fill ? fillOf(partOf(read, 'Fill', FILL_PARTS)) : null,
    border: border ? borderOf(partOf(read, 'Border', BORDER_PARTS)) : null,
  };
}
