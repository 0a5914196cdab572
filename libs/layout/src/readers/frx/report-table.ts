import { attribute, ignored, unsupported, type AttributeTable } from './attributes/attribute.js';

const words = attribute<string | null>('text', null, (written) => written || null);

export const REPORT = {
  'ReportInfo.Name': words,
  'ReportInfo.Author': words,
  'ReportInfo.Description': words,
  'ReportInfo.Version': ignored,
  'ReportInfo.Created': ignored,
  'ReportInfo.Modified': ignored,
  'ReportInfo.CreatorVersion': ignored,
  'ReportInfo.Picture': ignored,
  'ReportInfo.SavePreviewPicture': ignored,
  'ReportInfo.Tag': ignored,
  ScriptLanguage: ignored,
  ReferencedAssemblies: ignored,
  DoublePass: ignored,
  ConvertNulls: ignored,
  Compressed: ignored,
  UseFileCache: ignored,
  TextQuality: ignored,
  SmoothGraphics: ignored,
  AutoFillDataSet: ignored,
  StoreInResources: ignored,
  InitialPageNumber: unsupported('pages are counted from 1'),
  MaxPages: unsupported('every page is printed'),
  Password: unsupported('the template is not encrypted'),
  BaseReport: unsupported('what the template inherits is not printed'),
  'PrintSettings.CopyNames': ignored,
  'PrintSettings.Copies': ignored,
  'PrintSettings.Collate': ignored,
  'PrintSettings.PageRange': ignored,
  'PrintSettings.PageNumbers': ignored,
  'PrintSettings.Printer': ignored,
  'PrintSettings.SavePrinterWithReport': ignored,
  'PrintSettings.ShowDialog': ignored,
  Name: ignored,
  Alias: ignored,
} satisfies AttributeTable;

/** Elements of a report that print nothing, and what becomes of them. */
export const UNREAD_ELEMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ScriptText: 'scripts never run; what is driven by data is printed',
    DialogPage: 'not shown; parameters are asked by the dialog of the template',
    Localization: 'ignored',
  }),
);
