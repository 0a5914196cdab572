import type { Band, LayoutObject } from '../../model/index.js';
import { sayingOf, sayingsOfLines, type Draft } from './draft.js';
import type { DocumentEntry, DocumentParty } from './document-content.js';
import { bandOf, chained, textAt } from '../../model/plain-objects.js';
import { letters } from './palette.js';
import { allSaid, labelOf, saidAt, saysMoreThan, valueOf, type Saying } from './present-texts.js';

const GUTTER = 24;
const LABEL = 86;
const ROW = 14.5;

/**
 * On the document's first page: the parties side by side, then what is to be known of it, left and right. Each row of
 * the grid is a band of its own: it grows with a long value and takes no place when nothing is left to say.
 */
export function opening(draft: Draft): Band {
  const { content, sheet } = draft;
  const width = (sheet.width - GUTTER * (content.parties.length - 1)) / content.parties.length;
  return bandOf('Opening', content.parties.length > 0 ? 50 : 4, {
    objects: content.parties.flatMap((party, index) => partyObjects(draft, party, index, width)),
    can_shrink: true,
    child: chained([bandOf('GridStart', 8), ...gridRows(draft), bandOf('GridEnd', 10)]),
  });
}

function partyObjects(
  { names, palette }: Draft,
  party: DocumentParty,
  index: number,
  width: number,
): LayoutObject[] {
  const at = `/parties/${index}`;
  const left = index * (width + GUTTER);
  return [
    textAt(
      `Party${index}Label`,
      { left, top: 4, width, height: 11 },
      { text: names.text(party.label, `${at}/label`), font: letters(7.5, true), color: palette.accent },
    ),
    textAt(
      `Party${index}Name`,
      { left, top: 16, width, height: 14 },
      { text: names.text(party.name, `${at}/name`), font: letters(10, true), color: palette.ink },
      { can_grow: true },
    ),
    textAt(
      `Party${index}Lines`,
      { left, top: 31, width, height: 12 },
      {
        text: allSaid(sayingsOfLines(names, party.lines, `${at}/lines`)),
        font: letters(8.5),
        color: palette.quiet,
      },
      { can_grow: true, can_shrink: true },
    ),
  ];
}

function gridRows(draft: Draft): Band[] {
  const { header } = draft.content;
  const left = sayings(draft, header.left, '/header/left');
  const right = sayings(draft, header.right, '/header/right');
  const width = (draft.sheet.width - GUTTER) / 2;
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, row) =>
    bandOf(`Grid${row}`, ROW, {
      objects: [
        ...pairObjects(draft, left, row, 0, width),
        ...pairObjects(draft, right, row, width + GUTTER, width),
      ],
      visible: saysMoreThan(row, left, right),
    }),
  );
}

function sayings(draft: Draft, entries: readonly DocumentEntry[], at: string): Saying[] {
  return entries.map((entry, index) => sayingOf(draft.names, entry, `${at}/${index}`));
}

function pairObjects(
  { palette }: Draft,
  side: readonly Saying[],
  row: number,
  left: number,
  width: number,
): LayoutObject[] {
  if (row >= side.length) return [];
  return [
    textAt(
      `Label${left}/${row}`,
      { left, top: 0, width: LABEL, height: ROW },
      {
        text: saidAt(side, row, labelOf),
        font: letters(8),
        color: palette.quiet,
        padding: { top: 1 },
      },
    ),
    textAt(
      `Value${left}/${row}`,
      { left: left + LABEL, top: 0, width: width - LABEL, height: ROW },
      {
        text: saidAt(side, row, valueOf),
        font: letters(9),
        color: palette.ink,
        padding: { bottom: 2 },
      },
      { can_grow: true },
    ),
  ];
}
