import type { DatasetHeader } from '@galley/dataset';
import {
  type DocumentInfo,
  formatPattern,
  parseTextTemplate,
  type TableDesign,
  type TableLayout,
} from '@galley/layout';
import type { SectionFigures } from '../../figures/section-figures.js';
import { RowScope } from '../../groups/row-scope.js';
import type { TableGroups } from '../../groups/table-groups.js';
import type { DrawingResources } from '../draw/drawing-resources.js';

/** Everything a table section is painted from. */
export interface PaintedTable {
  readonly resources: DrawingResources;
  readonly info: DocumentInfo;
  readonly header: DatasetHeader;
  readonly layout: TableLayout;
  readonly groups: TableGroups;
  readonly design: TableDesign;
  readonly figures: SectionFigures | null;
  /** The organization's picture above the title. */
  readonly logo: Buffer | null;
}

/** The document under the titles of its section. */
export function titledInfo({ info, design }: PaintedTable): DocumentInfo {
  if (design.title === null && design.subtitle === null) return info;
  const scope = new RowScope([], info);
  const textOf = (text: string): string =>
    parseTextTemplate(text).evaluate(scope, (value) => formatPattern(value, { kind: 'general' }, scope));
  return {
    ...info,
    title: design.title === null ? info.title : textOf(design.title),
    subtitle: design.subtitle === null ? info.subtitle : textOf(design.subtitle),
  };
}
