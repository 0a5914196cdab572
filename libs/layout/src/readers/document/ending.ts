import type { Band, LayoutObject } from '../../model/index.js';
import { sayingOf, type Draft } from './draft.js';
import type { DocumentNote } from './document-content.js';
import { bandOf, chained, objectAt, textAt } from './objects.js';
import { letters } from './palette.js';
import { allSaid, saysMoreThan } from './present-texts.js';

const SIGNATURES = 84;
const SPACE = 18;
/** Where the signer's name is written in letters. */
const NAME = `(${' '.repeat(40)})`;

/** After everything else: what remains to be said, and who signs. The signatures are never split. */
export function ending(draft: Draft): Band | null {
  const bands = [
    ...draft.content.notes.map((note, index) => noteBand(draft, note, index)),
    ...signatures(draft),
  ];
  if (bands.length === 0) return null;
  return bandOf('Ending', 4, { child: chained(bands) });
}

function noteBand({ names, palette, sheet }: Draft, note: DocumentNote, index: number): Band {
  const saying = sayingOf(names, note, `/notes/${index}`);
  const size = note.style === 'small' ? 7.5 : 8.5;
  const color = { normal: palette.ink, small: palette.quiet, alert: palette.alert }[note.style];
  const head: LayoutObject[] =
    note.label === undefined
      ? []
      : [
          textAt(
            `Note${index}Label`,
            { left: 0, top: 6, width: sheet.width, height: 11 },
            {
              text: names.text(note.label, `/notes/${index}/label`),
              font: letters(7.5, true),
              color: note.style === 'alert' ? palette.alert : palette.accent,
            },
          ),
        ];
  const top = head.length > 0 ? 18 : 4;
  return bandOf(`Note${index}`, top + 12, {
    can_break: true,
    keep_child: false,
    visible: saysMoreThan(0, [saying]),
    objects: [
      ...head,
      textAt(
        `Note${index}Text`,
        { left: 0, top, width: sheet.width, height: 12 },
        {
          text: allSaid([saying]),
          font: letters(size, note.style === 'alert'),
          color,
        },
        { can_grow: true, can_break: true },
      ),
    ],
  });
}

function signatures({ content, hints, names, sheet }: Draft): Band[] {
  const blocks = hints.signature_config?.blocks ?? [];
  if (!content.signatures || blocks.length === 0) return [];
  return [
    bandOf('SignatureSpace', SPACE),
    bandOf('Signatures', SIGNATURES, {
      can_grow: false,
      objects: [
        {
          ...objectAt('SignatureBlocks', { left: 0, top: 0, width: sheet.width, height: SIGNATURES }),
          kind: 'signatures',
          blocks: blocks.map(({ label, required }, index) => ({
            label: names.text(label, `/signature_config/blocks/${index}/label`),
            name: names.text(NAME, '/signature_config'),
            required,
          })),
          font: letters(8.5),
          date_label: 'Date',
        },
      ],
    }),
  ];
}
