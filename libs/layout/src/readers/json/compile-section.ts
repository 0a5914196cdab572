import type { Section } from '../../model/layout.js';
import type { CoverDesign, TextDesign } from '../../model/section-design.js';
import { phrasesFor } from '../../phrases/phrases.js';
import { frameOf, listOf, type SectionPlace } from './compile-frame.js';
import { tableOf } from './compile-table.js';
import type { Formulas } from './formulas.js';
import type { SectionContent } from './json-content.js';
import type { CoverContent, TextContent } from './section-content.js';

/** A section of any kind as designed. */
export function sectionOf(content: SectionContent, formulas: Formulas, place: SectionPlace): Section {
  switch (content.kind) {
    case 'cover':
      return { kind: 'cover', design: coverOf(content, formulas, place) };
    case 'contents': {
      const title = content.title ?? phrasesFor(place.locale).contents;
      return { kind: 'contents', design: frameOf({ ...content, title }, formulas, place) };
    }
    case 'text':
      return { kind: 'text', design: textOf(content, formulas, place) };
    default:
      return { kind: 'table', design: tableOf(content, formulas, place) };
  }
}

function coverOf(content: CoverContent, formulas: Formulas, place: SectionPlace): CoverDesign {
  const { pointer } = place;
  return {
    ...frameOf(content, formulas, place),
    source: content.dataset ?? null,
    logo: content.logo ?? null,
    stamp: formulas.template(content.stamp, `${pointer}/stamp`),
    facts: content.facts.map(({ label, value }, at) => ({
      label: formulas.checked(label, `${pointer}/facts/${at}/label`),
      value: formulas.checked(value, `${pointer}/facts/${at}/value`),
    })),
  };
}

function textOf(content: TextContent, formulas: Formulas, place: SectionPlace): TextDesign {
  const { pointer } = place;
  const { paragraphs } = content;
  return {
    ...frameOf(content, formulas, place),
    source: content.dataset ?? null,
    heading: formulas.template(content.heading, `${pointer}/heading`),
    paragraphs:
      typeof paragraphs === 'string'
        ? [formulas.checked(paragraphs, `${pointer}/paragraphs`)]
        : paragraphs.map((one, at) => formulas.checked(one, `${pointer}/paragraphs/${at}`)),
    notes: listOf(content.notes),
  };
}
