import type { DataBand } from '../../model/index.js';
import type { DocumentBlock } from './document-content.js';
import type { Draft } from './draft.js';
import { lineTable } from './line-table.js';
import { Names } from './names.js';
import { bandOf, chained, textAt } from '../../model/plain-objects.js';
import { letters } from './palette.js';

/** A further small table from a dataset of its own, kept together; nothing when it has no rows. */
export function extraBlock(draft: Draft, block: DocumentBlock, index: number): DataBand {
  const { palette, sheet } = draft;
  const names = new Names(block.source);
  const table = lineTable(draft, {
    name: `Block${index}`,
    source: block.source,
    names,
    columns: block.columns,
    at: `/blocks/${index}/columns`,
    details: [],
    sort: null,
  });
  const title = bandOf(`Block${index}Title`, 24, {
    objects: [
      textAt(
        `Block${index}TitleText`,
        { left: 0, top: 10, width: sheet.width, height: 12 },
        {
          text: names.text(block.title, `/blocks/${index}/title`),
          font: letters(7.5, true),
          color: palette.accent,
        },
      ),
    ],
    child: table.header && chained([table.header]),
  });
  return { ...table, header: title, keep_together: true };
}
