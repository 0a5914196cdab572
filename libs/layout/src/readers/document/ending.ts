import type { Band } from '../../model/index.js';
import { sayingOf, type Draft } from './draft.js';
import type { DocumentNote } from './document-content.js';
import { bandOf, chained, textAt } from '../../model/plain-objects.js';
import { signatureBands } from '../signature-bands.js';
import { letters } from './palette.js';
import { allSaid, labelOf, saidAt } from './present-texts.js';

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

/** Takes no place when there is nothing to say: a hidden band would hide what hangs below it. */
function noteBand({ names, palette, sheet }: Draft, note: DocumentNote, index: number): Band {
  const saying = sayingOf(names, note, `/notes/${index}`);
  const isAlert = note.style === 'alert';
  const label = note.label === undefined ? 0 : 19;
  const color = { normal: palette.ink, small: palette.quiet, alert: palette.alert }[note.style];
  return bandOf(`Note${index}`, label + 16, {
    can_break: true,
    can_shrink: true,
    keep_child: false,
    objects: [
      ...(label === 0
        ? []
        : [
            textAt(
              `Note${index}Label`,
              { left: 0, top: 0, width: sheet.width, height: label },
              {
                text: saidAt([saying], 0, labelOf),
                font: letters(7.5, true),
                color: isAlert ? palette.alert : palette.accent,
                padding: { top: 8 },
              },
              { can_shrink: true },
            ),
          ]),
      textAt(
        `Note${index}Text`,
        { left: 0, top: label, width: sheet.width, height: 16 },
        {
          text: allSaid([saying]),
          font: letters(note.style === 'small' ? 7.5 : 8.5, isAlert),
          color,
          padding: { top: label === 0 ? 6 : 1 },
        },
        { can_grow: true, can_shrink: true, can_break: true },
      ),
    ],
  });
}

function signatures({ content, hints, names, sheet }: Draft): Band[] {
  const blocks = content.signatures ? (hints.signature_config?.blocks ?? []) : [];
  const signers = blocks.map(({ label, required }, index) => ({
    label: names.text(label, `/signature_config/blocks/${index}/label`),
    name: names.text(NAME, '/signature_config'),
    required,
  }));
  return signatureBands(signers, sheet.width, letters(8.5));
}
