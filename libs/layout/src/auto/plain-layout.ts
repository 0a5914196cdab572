import { textDirection } from '../format/text-direction.js';
import { pageSize } from '../page-size.js';
import type { TableLayout } from '../table-layout.js';

/** Where pages without a table begin and end, as those of tables do. */
export const DEFAULT_SIZE = 'A4';
export const PAGE_MARGIN = 36;

const FONT_SIZE = 9;
const MAX_LINES = 3;

export interface PlainLayoutOptions {
  readonly page_size?: string;
  readonly orientation?: 'portrait' | 'landscape' | 'auto';
  /** Absent or null = as the locale runs. */
  readonly direction?: 'ltr' | 'rtl' | null;
}

/** The layout of pages that hold no table: upright unless the run wants them otherwise. */
export function plainLayout(options: PlainLayoutOptions, locale: string): TableLayout {
  const paper = pageSize(options.page_size ?? DEFAULT_SIZE) ?? pageSize(DEFAULT_SIZE)!;
  const isLandscape = options.orientation === 'landscape';
  return {
    page: {
      size: paper.name,
      orientation: isLandscape ? 'landscape' : 'portrait',
      width: isLandscape ? paper.height : paper.width,
      height: isLandscape ? paper.width : paper.height,
      margin: PAGE_MARGIN,
    },
    font_size: FONT_SIZE,
    max_lines: MAX_LINES,
    direction: options.direction ?? textDirection(locale),
    columns: [],
    panels: [[]],
    groups: [],
    totals: [],
  };
}
