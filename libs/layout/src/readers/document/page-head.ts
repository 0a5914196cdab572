import type { Expression } from '../../expressions/contract.js';
import { parseExpression } from '../../expressions/parse-expression.js';
import type { Band, LayoutObject, LayoutParameter, PrintOn } from '../../model/index.js';
import { sayingsOfLines, sayingOf, type Draft } from './draft.js';
import { bandOf, chained, line, objectAt, ruled, textAt } from '../../model/plain-objects.js';
import { letters } from './palette.js';
import { allSaid } from './present-texts.js';

const LOGO = 'DocumentLogo';
const LOGO_SIZE = 46;
const QR = 46;
const GAP = 12;
const HEIGHT = 60;
/** The band's share of the page that title and number take. */
const TITLE_SHARE = 0.44;

const AFTER_FIRST: PrintOn = {
  first_page: false,
  last_page: true,
  odd_pages: true,
  even_pages: true,
  repeated: true,
  original: true,
};

/** On every page: who writes, what it is, its number and date, its code to scan. */
export function pageHead(draft: Draft): Band {
  const { palette } = draft;
  return bandOf('PageHead', HEIGHT, {
    objects: [...senderObjects(draft), ...titleObjects(draft), ...codeObjects(draft)],
    box: ruled({ bottom: line(palette.accent, 1.2) }),
    child: chained([bandOf('PageHeadSpace', 8)]),
  });
}

/** The logo as a parameter: worked out once, so that only the document's first row needs to carry it. */
export function logoParameters({ content: { sender }, names }: Draft): LayoutParameter[] {
  return sender.logo && 'field' in sender.logo
    ? [{ name: LOGO, type: null, expression: names.value(sender.logo.field) }]
    : [];
}

function senderObjects(draft: Draft): LayoutObject[] {
  const { logo } = draft.content.sender;
  if (!logo) return nameObjects(draft, 0, null);
  const isStored = 'asset' in logo;
  const isThere = isStored ? null : parseExpression(`[${LOGO}] != null`);
  const picture: LayoutObject = {
    ...objectAt('Logo', { left: 0, top: 4, width: LOGO_SIZE, height: LOGO_SIZE }),
    kind: 'picture',
    source: isStored
      ? { kind: 'asset', name: logo.asset }
      : { kind: 'expression', value: parseExpression(`[${LOGO}]`) },
    fit: 'zoom',
    angle: 0,
    transparency: 0,
    grayscale: false,
    align: 'left',
    vertical: 'center',
    visible: isThere,
  };
  const beside = [picture, ...nameObjects(draft, LOGO_SIZE + GAP, isThere)];
  return isStored ? beside : [...beside, ...nameObjects(draft, 0, parseExpression(`[${LOGO}] == null`))];
}

function nameObjects(draft: Draft, left: number, visible: Expression | null): LayoutObject[] {
  const { content, names, palette, sheet } = draft;
  const width = sheet.width * (1 - TITLE_SHARE) - left - GAP;
  return [
    textAt(
      'Sender',
      { left, top: 4, width, height: 16 },
      {
        text: names.text(content.sender.name, '/sender/name'),
        font: letters(11.5, true),
        color: palette.ink,
      },
      { visible },
    ),
    textAt(
      'SenderLines',
      { left, top: 21, width, height: 38 },
      {
        text: allSaid(sayingsOfLines(names, content.sender.lines, '/sender/lines')),
        font: letters(7.4),
        color: palette.quiet,
        padding: { bottom: 5 },
      },
      { visible, can_grow: true },
    ),
  ];
}

function titleObjects(draft: Draft): LayoutObject[] {
  const { content, names, palette, sheet } = draft;
  const right = content.qr ? QR + GAP : 0;
  const width = sheet.width * TITLE_SHARE - right;
  const left = sheet.width - width - right;
  const numbers = [
    sayingOf(names, { field: content.number, format: 'text' }, '/number'),
    ...(content.date ? [sayingOf(names, { field: content.date, format: 'date' }, '/date')] : []),
  ];
  const { continued } = content.lines;
  const place = { left, top: 29, width, height: 14 };
  const look = { font: letters(9.5, true), color: palette.ink, align: 'right' as const };
  return [
    textAt(
      'Title',
      { left, top: 1, width, height: 26 },
      {
        ...look,
        text: names.text(content.title, '/title'),
        font: letters(17, true),
        color: palette.accent,
        shrink: true,
      },
    ),
    // A number that is cut names another document.
    textAt('Number', place, { ...look, text: allSaid(numbers, '  ·  '), shrink: true }),
    ...(continued === undefined
      ? []
      : [
          textAt(
            'Continued',
            { ...place, top: 43 },
            {
              ...look,
              text: names.text(continued, '/lines/continued'),
              font: letters(7.8),
              color: palette.quiet,
            },
            { print_on: AFTER_FIRST },
          ),
        ]),
  ];
}

/** The number again, for the storekeeper's scanner. */
function codeObjects({ content, names, palette, sheet }: Draft): LayoutObject[] {
  if (content.qr === undefined) return [];
  return [
    {
      ...objectAt('Code', { left: sheet.width - QR, top: 4, width: QR, height: QR }),
      kind: 'barcode',
      symbology: 'qrcode',
      text: names.field(content.qr),
      options: {},
      show_text: false,
      color: palette.ink,
      angle: 0,
      auto_size: false,
      font: letters(7),
    },
  ];
}
