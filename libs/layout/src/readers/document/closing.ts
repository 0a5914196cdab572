import type { Band, Highlight, LayoutObject } from '../../model/index.js';
import type { DocumentTotal } from './document-content.js';
import { sayingOf, type Draft } from './draft.js';
import { bandOf, line, ruled, textAt, solid } from '../../model/plain-objects.js';
import { letters, type Palette } from './palette.js';
import { labelOf, saidAt, saidIs, saysMoreThan, valueOf, type Saying } from './present-texts.js';

const ROW = 16;
const TOTALS = { portrait: 232, landscape: 260 } as const;
const AMOUNT = 112;
const GAP = 28;

interface Total extends Saying {
  readonly style: DocumentTotal['style'];
}

/** Totals to the right, the amount in words to the left of them: one band, so that nothing of it is ever alone. */
export function closing(draft: Draft): Band {
  const { content, sheet, palette } = draft;
  const totals = totalsOf(draft);
  const width = TOTALS[sheet.orientation];
  const left = sheet.width - width;
  return bandOf('Totals', 8 + totals.length * ROW + 4, {
    can_shrink: true,
    box: ruled({ top: line(palette.hairline, 0.5) }),
    objects: [
      ...totals.flatMap((_, row) => rowObjects(totals, row, left, width, palette)),
      ...(content.amount_in_words ? wordsObjects(draft, left - GAP) : []),
    ],
  });
}

function totalsOf({ content, names }: Draft): Total[] {
  return content.totals.map((total, index) => {
    const at = `/totals/${index}`;
    const { expression, ...wish } = total;
    const text = expression === undefined ? wish : { ...wish, text: `[${expression}]` };
    return { ...sayingOf(names, text, at), style: total.style };
  });
}

/** The total that is said at this place: which one it is depends on the document. */
function rowObjects(
  totals: readonly Total[],
  row: number,
  left: number,
  width: number,
  palette: Palette,
): LayoutObject[] {
  const place = { top: 6 + row * ROW, height: ROW };
  const visible = saysMoreThan(row, totals);
  const highlights = [
    highlight(totals, row, 'strong', {
      font: letters(10, true),
      fill: solid(palette.tint),
      text_fill: solid(palette.ink),
    }),
    highlight(totals, row, 'muted', { font: letters(7.8), fill: null, text_fill: solid(palette.quiet) }),
  ];
  const look = { font: letters(8.8), color: palette.ink, padding: { top: 2, left: 4, right: 4 } };
  return [
    textAt(
      `TotalLabel${row}`,
      { ...place, left, width: width - AMOUNT },
      { ...look, text: saidAt(totals, row, labelOf), color: palette.quiet },
      { visible, highlights },
    ),
    textAt(
      `Total${row}`,
      { ...place, left: left + width - AMOUNT, width: AMOUNT },
      { ...look, text: saidAt(totals, row, valueOf), align: 'right', shrink: true },
      { visible, highlights },
    ),
  ];
}

function highlight(
  totals: readonly Total[],
  row: number,
  style: Total['style'],
  look: Pick<Highlight, 'font' | 'fill' | 'text_fill'>,
): Highlight {
  return {
    ...look,
    when: saidIs(totals, row, (total) => total.style === style),
    border: null,
    visible: true,
  };
}

function wordsObjects(
  { content: { amount_in_words: wish }, hints, names, palette }: Draft,
  width: number,
): LayoutObject[] {
  if (!wish) return [];
  const locale = wish.locale ?? hints.locale;
  const visible = names.condition(`[${wish.field}] != null`, '/amount_in_words/field');
  const words = `[AmountInWords([${wish.field}], [${wish.currency}], "${locale}")]`;
  return [
    textAt(
      'WordsLabel',
      { left: 0, top: 8, width, height: 11 },
      {
        text: names.text(wish.label, '/amount_in_words/label'),
        font: letters(7.5, true),
        color: palette.accent,
      },
      { visible },
    ),
    textAt(
      'Words',
      { left: 0, top: 20, width, height: 14 },
      { text: names.text(words, '/amount_in_words'), font: letters(9), color: palette.ink },
      { can_grow: true, visible },
    ),
  ];
}
