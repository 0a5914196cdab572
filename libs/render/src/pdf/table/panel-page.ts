import type { Canvas } from '../document/canvas.js';
import type { Pen } from '../draw/pen.js';
import type { PageTags } from '../tags/page-tags.js';
import type { PlacedColumn } from './geometry.js';

/** The open page of one panel. Fills and lines lie under the text, so rows can be drawn before their height is known. */
export interface PanelPage {
  readonly columns: readonly PlacedColumn[];
  readonly left: number;
  readonly right: number;
  readonly graphics: Canvas;
  readonly text: Canvas;
  /** Draws above both what is no row: notes, crosstabs, a logo. */
  readonly pen: Pen;
  /** Numbers of the links on the page. */
  readonly links: number[];
  id: number;
  /** Of the open page; null: the file is not tagged. */
  tags: PageTags | null;
}
