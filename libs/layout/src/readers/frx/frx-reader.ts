import { readXml, XmlError, type XmlElement } from '@galley/template';
import { LayoutError } from '../../layout-error.js';
import type { Layout } from '../../model/layout.js';
import type { LayoutHints, LayoutReader } from '../contract.js';
import { StyleSheet } from './appearance/style-sheet.js';
import { readPages } from './bands/pages.js';
import { Dictionary } from './dictionary/dictionary.js';
import { Findings } from './findings.js';
import { Formulas } from './formulas.js';
import { FrxContext } from './frx-context.js';
import { KnownNames } from './known-names.js';
import { REPORT, UNREAD_ELEMENTS } from './report-table.js';
import { signedPages } from './signed-pages.js';

/** FastReport's own form, `<Report …>`: what is driven by data is printed, scripts never run. */
export const frxReader: LayoutReader = {
  kind: 'frx',
  reads: (content) => content.startsWith('<'),
  read: (content, hints) => readReport(rootOf(content), hints),
};

function rootOf(content: string): XmlElement {
  const root = parsed(content);
  if (root.name !== 'Report') {
    throw new LayoutError(
      'layout-invalid',
      `The layout is XML, but its root is <${root.name}>, not FastReport's <Report>.`,
      root.name,
    );
  }
  return root;
}

function parsed(content: string): XmlElement {
  try {
    return readXml(content);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new LayoutError(
      'layout-invalid',
      `The layout is no XML we read: ${error.message}`,
      `${error.line}:${error.column}`,
    );
  }
}

function readReport(root: XmlElement, hints: LayoutHints): Layout {
  const findings = new Findings();
  const inside = (name: string): readonly XmlElement[] =>
    root.children.filter((one) => one.name === name).flatMap(({ children }) => children);
  const dictionary = new Dictionary(inside('Dictionary'), findings);
  const formulas = new Formulas(new KnownNames(dictionary.names()), findings);
  const styles = new StyleSheet(inside('Styles'), findings);
  const context = new FrxContext(findings, formulas, styles, dictionary.sourceNames);
  const read = context.read(root, REPORT);
  const declared = dictionary.declared(formulas);
  const sections = signedPages(readPages(root, context), hints.signature_config);
  listUnread(root, findings);
  return {
    kind: 'frx',
    info: {
      name: read['ReportInfo.Name'],
      author: read['ReportInfo.Author'],
      description: read['ReportInfo.Description'],
    },
    locale: null,
    sections,
    styles: styles.styles,
    ...declared,
    assets: [],
    unsupported: findings.list(),
  };
}

const READ = new Set(['Dictionary', 'Styles', 'ReportPage']);

function listUnread(root: XmlElement, findings: Findings): void {
  for (const { name, text } of root.children) {
    if (READ.has(name) || (name === 'ScriptText' && text.trim() === '')) continue;
    findings.add(name, UNREAD_ELEMENTS.get(name) ?? 'not known; ignored');
  }
}
