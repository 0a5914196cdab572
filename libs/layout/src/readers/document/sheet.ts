import type { LayoutHints } from '../contract.js';

/** A4 in points. */
const SHORT = 595.28;
const LONG = 841.89;
const MARGIN = { left: 42, top: 34, right: 42, bottom: 30 } as const;

/** The paper a document is laid out on; points. */
export interface Sheet {
  readonly orientation: 'portrait' | 'landscape';
  readonly size: { readonly width: number; readonly height: number };
  readonly margin: typeof MARGIN;
  /** Between the margins. */
  readonly width: number;
}

/** A4 as the template wishes it; *auto* is portrait. */
export function sheetFor({ orientation: wished }: LayoutHints): Sheet {
  const orientation = wished === 'landscape' ? 'landscape' : 'portrait';
  const [width, height] = orientation === 'landscape' ? [LONG, SHORT] : [SHORT, LONG];
  return { orientation, size: { width, height }, margin: MARGIN, width: width - MARGIN.left - MARGIN.right };
}

/** Whether something meant for one orientation only is shown. */
export function isOn(sheet: Sheet, { only }: { readonly only?: Sheet['orientation'] }): boolean {
  return only === undefined || only === sheet.orientation;
}
