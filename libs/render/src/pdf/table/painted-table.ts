import type { DatasetHeader } from '@galley/dataset';
import type { TableDesign } from '@galley/layout';
import type { SectionFigures } from '../../figures/section-figures.js';
import type { TableGroups } from '../../groups/table-groups.js';
import type { StagedSection } from './section-stage.js';

/** Everything a table section is painted from. */
export interface PaintedTable extends Omit<StagedSection, 'columns'> {
  readonly header: DatasetHeader;
  readonly groups: TableGroups;
  readonly design: TableDesign;
  readonly figures: SectionFigures | null;
}
