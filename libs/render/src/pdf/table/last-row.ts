import type { PageSet } from './page-set.js';

/** Remembers where the last row was drawn, so that it can be taken off its page again. */
export class LastRow {
  batch: Buffer | null = null;
  /** Where the row begins in its batch. */
  at = 0;
  private y = 0;
  private rows = 0;
  private readonly texts: Int32Array;
  private readonly graphics: Int32Array;
  private readonly tags: Int32Array;

  constructor(private readonly pages: PageSet) {
    this.texts = new Int32Array(pages.panels.length);
    this.graphics = new Int32Array(pages.panels.length);
    this.tags = new Int32Array(pages.panels.length);
  }

  /** Called before the row is drawn; its text begins here. */
  mark(batch: Buffer, at: number): void {
    const { pages } = this;
    this.batch = batch;
    this.at = at;
    this.y = pages.y;
    this.rows = pages.rows;
    for (let panel = 0; panel < pages.panels.length; panel++) {
      const { text, graphics, tags } = pages.panels[panel]!;
      text.beginText();
      if (tags) this.tags[panel] = tags.mark;
      this.texts[panel] = text.mark;
      this.graphics[panel] = graphics.mark;
    }
  }

  /** Takes the row off the open pages, on which nothing was drawn since. */
  rewind(): void {
    const { pages } = this;
    pages.y = this.y;
    pages.rows = this.rows;
    for (let panel = 0; panel < pages.panels.length; panel++) {
      const { text, graphics, tags } = pages.panels[panel]!;
      tags?.rewind(this.tags[panel]!);
      text.rewind(this.texts[panel]!);
      graphics.rewind(this.graphics[panel]!);
    }
  }
}
