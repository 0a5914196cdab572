import type { Box, Fill, Font, NamedStyle } from '../../model/appearance.js';
import type { Layout } from '../../model/layout.js';
import type { Highlight, TextLook } from '../../model/objects.js';

/** The look of an object or band once its styles are known. Null: the object's own. */
export interface Dress {
  readonly box: Box;
  readonly font: Font | null;
  readonly text_fill: Fill | null;
}

interface Dressed {
  readonly box: Box;
  readonly style: string | null;
  readonly even_style: string | null;
}

/** The dress of what has these styles: on odd rows, and on even ones. */
export function dressesOf(layout: Layout, dressed: Dressed): { readonly odd: Dress; readonly even: Dress } {
  const own: Dress = { box: dressed.box, font: null, text_fill: null };
  const odd = inStyle(own, styleOf(layout, dressed.style));
  const even = dressed.even_style === null ? odd : inStyle(odd, styleOf(layout, dressed.even_style));
  return { odd, even };
}

function styleOf(layout: Layout, name: string | null): NamedStyle | null {
  return name !== null && Object.hasOwn(layout.styles, name) ? (layout.styles[name] ?? null) : null;
}

function inStyle(dress: Dress, style: NamedStyle | null): Dress {
  if (!style) return dress;
  return {
    box: { fill: style.fill ?? dress.box.fill, border: style.border ?? dress.box.border },
    font: style.font ?? dress.font,
    text_fill: style.text_fill ?? dress.text_fill,
  };
}

export function highlighted(dress: Dress, highlight: Highlight): Dress {
  return {
    box: { fill: highlight.fill ?? dress.box.fill, border: highlight.border ?? dress.box.border },
    font: highlight.font ?? dress.font,
    text_fill: highlight.text_fill ?? dress.text_fill,
  };
}

/** A look in a dress; made once for each. */
export function dressedLook(look: TextLook, cache: Map<Dress, TextLook>, dress: Dress): TextLook {
  let known = cache.get(dress);
  if (!known) {
    const isPlain = !dress.font && !dress.text_fill;
    known = isPlain
      ? look
      : { ...look, font: dress.font ?? look.font, text_fill: dress.text_fill ?? look.text_fill };
    cache.set(dress, known);
  }
  return known;
}
