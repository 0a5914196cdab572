import type { LayoutReader } from './contract.js';

/** No content: one table of everything, as `autoLayout` decides. */
export const autoReader: LayoutReader = {
  kind: 'auto',
  reads: (content) => content === '',
  read: () => ({
    kind: 'auto',
    info: { name: null, author: null, description: null },
    locale: null,
    sections: [{ kind: 'table', design: EMPTY_DESIGN }],
    styles: {},
    sources: [],
    relations: [],
    parameters: [],
    totals: [],
    assets: [],
    unsupported: [],
  }),
};

const EMPTY_DESIGN = {
  name: null,
  source: null,
  title: null,
  subtitle: null,
  columns: [],
  groups: [],
  totals: [],
  charts: [],
  matrices: [],
  header: null,
  footer: null,
  watermark: null,
  direction: null,
  part: null,
  notes: [],
  show_rows: true,
  max_lines: null,
  closing: 'full' as const,
};
