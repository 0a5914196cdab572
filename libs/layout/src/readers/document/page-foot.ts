import type { Band } from '../../model/index.js';
import { fillPhrase, phrasesFor } from '../../phrases/phrases.js';
import type { Draft } from './draft.js';
import { bandOf, line, ruled, textAt } from '../../model/plain-objects.js';
import { letters } from './palette.js';
import { patternOf } from './value-formats.js';

const HEIGHT = 18;
const PRINTED = 'Print on [Date]';

/** At the bottom of every page: when it was printed, and which page of how many it is. */
export function pageFoot({ content, hints, names, palette, sheet }: Draft): Band {
  const half = sheet.width / 2;
  const look = { font: letters(7.5), color: palette.quiet, padding: { top: 5 } };
  const pages = fillPhrase(phrasesFor(hints.locale).page_of, { page: '[Page]', pages: '[TotalPages]' });
  return bandOf('PageFoot', HEIGHT, {
    can_grow: false,
    box: ruled({ top: line(palette.hairline, 0.5) }),
    objects: [
      textAt(
        'Printed',
        { left: 0, top: 0, width: half, height: HEIGHT },
        { ...look, text: names.text(content.footer ?? PRINTED, '/footer'), format: patternOf('date_time') },
      ),
      textAt(
        'PageOf',
        { left: half, top: 0, width: half, height: HEIGHT },
        { ...look, text: names.text(pages, '/footer'), align: 'right' },
      ),
    ],
  });
}
