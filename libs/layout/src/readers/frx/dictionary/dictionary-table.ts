import type { ColumnType } from '@galley/dataset';
import { attribute, ignored, unsupported, type AttributeTable } from '../attributes/attribute.js';
import { choice, flag, formula, name, names, text } from '../attributes/kinds.js';

/** .NET's types and the dataset's. */
const TYPES: Readonly<Record<string, ColumnType>> = {
  'System.String': 'string',
  'System.Char': 'string',
  'System.Boolean': 'boolean',
  'System.DateTime': 'timestamp',
  'System.Byte': 'integer',
  'System.SByte': 'integer',
  'System.Int16': 'integer',
  'System.Int32': 'integer',
  'System.Int64': 'integer',
  'System.UInt16': 'integer',
  'System.UInt32': 'integer',
  'System.UInt64': 'integer',
  'System.Single': 'decimal',
  'System.Double': 'decimal',
  'System.Decimal': 'decimal',
};

const dataType = attribute<ColumnType | null>(Object.keys(TYPES).join(', '), null, (written) =>
  Object.hasOwn(TYPES, written) ? TYPES[written] : null,
);

const bound = 'the data of the template come from its own binding';

/** `TableDataSource`, `BusinessObjectDataSource` and every other element whose name ends in `DataSource`. */
export const DATA_SOURCE = {
  Name: text(),
  Alias: name,
  ReferenceName: ignored,
  PropName: ignored,
  DataType: ignored,
  Enabled: ignored,
  ForceLoadData: ignored,
  TableName: ignored,
  SelectCommand: unsupported(bound),
  QbSchema: ignored,
  StoreData: unsupported(bound),
  TableData: unsupported(bound),
  Restrictions: ignored,
} satisfies AttributeTable;

export const COLUMN = {
  Name: text(),
  Alias: name,
  DataType: dataType,
  Expression: formula,
  Calculated: flag(false),
  PropName: ignored,
  BindableControl: ignored,
  CustomBindableControl: ignored,
  Enabled: ignored,
  Format: ignored,
  Tag: ignored,
  Restrictions: ignored,
} satisfies AttributeTable;

export const RELATION = {
  Name: text(),
  Alias: name,
  ReferenceName: ignored,
  ParentDataSource: text(),
  ChildDataSource: text(),
  ParentColumns: names,
  ChildColumns: names,
  Enabled: ignored,
  Restrictions: ignored,
} satisfies AttributeTable;

export const PARAMETER = {
  Name: text(),
  DataType: dataType,
  Expression: formula,
  Value: name,
  Description: ignored,
  Alias: ignored,
  AsString: ignored,
  Restrictions: ignored,
} satisfies AttributeTable;

export const TOTAL = {
  Name: text(),
  TotalType: choice(
    {
      Sum: 'sum',
      Min: 'min',
      Max: 'max',
      Avg: 'avg',
      Count: 'count',
      CountDistinct: 'count_distinct',
    },
    'Sum',
  ),
  Expression: formula,
  Evaluator: name,
  PrintOn: name,
  EvaluateCondition: formula,
  ResetAfterPrint: flag(true),
  ResetOnReprint: flag(true),
  IncludeInvisibleRows: flag(false),
  Restrictions: ignored,
} satisfies AttributeTable;
