import { createHash } from 'node:crypto';
import { readLayout, type Layout, type LayoutHints } from '@galley/layout';

/** A layout as its template writes it. */
export interface LayoutText {
  readonly content: string;
  readonly hints: LayoutHints;
}

const MAX_LAYOUTS = 50;
/** Characters of content whose layouts are kept: pictures inside of layouts make them large. */
const MAX_CHARACTERS = 16_000_000;

/** Layouts read before, by their content; the least recently used make room. One per thread, as layouts cannot be sent. */
export class LayoutLibrary {
  readonly #layouts = new Map<string, { readonly layout: Layout; readonly characters: number }>();
  #characters = 0;

  /** Throws `LayoutError`. */
  read({ content, hints }: LayoutText): Layout {
    const key = createHash('sha256').update(JSON.stringify(hints)).update(content).digest('base64');
    const known = this.#layouts.get(key);
    if (known) {
      this.#layouts.delete(key);
      this.#layouts.set(key, known);
      return known.layout;
    }
    const layout = readLayout(content, hints);
    this.#layouts.set(key, { layout, characters: content.length });
    this.#characters += content.length;
    this.#makeRoom();
    return layout;
  }

  #makeRoom(): void {
    for (const [key, { characters }] of this.#layouts) {
      if (this.#layouts.size <= MAX_LAYOUTS && this.#characters <= MAX_CHARACTERS) return;
      this.#layouts.delete(key);
      this.#characters -= characters;
    }
  }
}
