import type { Layout, Section } from '../../model/layout.js';
import type { LayoutHints, LayoutReader } from '../contract.js';
import { checkSources } from './check-sources.js';
import { sectionPlace } from './compile-frame.js';
import { sectionOf } from './compile-section.js';
import { tableOf } from './compile-table.js';
import { parseContent } from './content-faults.js';
import { Formulas } from './formulas.js';
import type { JsonContent } from './json-content.js';
import { framedSections } from './section-frames.js';
import { shownContent } from './shown-content.js';

/** Analytical reports in short: one table, or several sections. */
export const jsonReader: LayoutReader = {
  kind: 'json',
  reads: (content) => content.startsWith('{'),
  read: (content, hints) => layoutOf(shownContent(parseContent(content), hints.parts), hints),
};

function layoutOf(content: JsonContent, { locale }: LayoutHints): Layout {
  const formulas = new Formulas();
  const sections = sectionsOf(content, formulas, locale);
  checkSources(sections, formulas);
  formulas.finish();
  return {
    kind: 'json',
    info: { name: null, author: null, description: null },
    locale: null,
    sections,
    styles: {},
    sources: [],
    relations: [],
    parameters: [],
    totals: [],
    assets: sections.flatMap((one) => (one.kind === 'cover' && one.design.logo ? [one.design.logo] : [])),
    unsupported: [],
  };
}

function sectionsOf(content: JsonContent, formulas: Formulas, locale: string): Section[] {
  const { direction = null } = content;
  if (!content.sections) {
    return [{ kind: 'table', design: tableOf(content, formulas, sectionPlace('', locale, direction, null)) }];
  }
  const documentTitle = formulas.template(content.title, '/title');
  return framedSections(content, content.sections).map(({ section, continues }, at) => {
    const part = continues === null ? null : { document_title: documentTitle, continues };
    return sectionOf(section, formulas, sectionPlace(`/sections/${at}`, locale, direction, part));
  });
}
