import type { XmlElement } from '@galley/template';
import type { TextObject } from '../../../model/objects.js';
import { staticText } from '../../../expressions/parse-text-template.js';
import {
  attribute,
  ignored,
  partOf,
  prefixed,
  unsupported,
  type AttributeTable,
  type Values,
} from '../attributes/attribute.js';
import { choice, flag, text } from '../attributes/kinds.js';
import { FORMAT_PARTS, formatsOf } from '../formats.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from './component.js';
import { highlightsOf } from './highlights.js';
import { lookOf, TEXT_LOOK } from './text-look.js';

const brackets = attribute<readonly [string, string]>(
  'two signs, with a comma between ([,])',
  ['[', ']'],
  (written) => {
    const [open = '', close = '', ...more] = written.split(',');
    return open && close && more.length === 0 ? [open, close] : undefined;
  },
);

/** A text, a cell of a table, and what differs from them little. */
export const TEXT = {
  ...COMPONENT,
  ...TEXT_LOOK,
  ...prefixed('Format', FORMAT_PARTS),
  Text: text(),
  AllowExpressions: flag(true),
  Brackets: brackets,
  HideZeros: flag(false),
  HideValue: text(),
  NullValue: text(),
  Duplicates: choice({ Show: 'show', Hide: 'hide', Clear: 'clear', Merge: 'merge' }, 'Show'),
  CanBreak: flag(true),
  ProcessAt: choice(
    {
      Default: 'default',
      ReportFinished: 'report',
      ReportPageFinished: 'page',
      PageFinished: 'page',
      ColumnFinished: 'column',
      DataFinished: 'band',
      GroupFinished: 'group',
      Custom: 'default',
    },
    'Default',
  ),
  HtmlTags: flag(false),
  TextRenderType: choice(
    { Default: 'plain', HtmlTags: 'html', HtmlParagraph: 'html', Inline: 'plain' },
    'Default',
  ),
  AutoWidth: unsupported('the text keeps its width'),
  AutoShrinkMinSize: ignored,
  BreakTo: unsupported('the rest of the text continues on the next page'),
  Clip: ignored,
  Trimming: ignored,
  Wysiwyg: ignored,
  Editable: ignored,
  ForceJustify: ignored,
  FontWidthRatio: unsupported('letters keep their width'),
  FirstTabOffset: ignored,
  TabWidth: ignored,
  TabPositions: ignored,
  ParagraphOffset: unsupported('the first line is not indented'),
  'ParagraphFormat.FirstLineIndent': unsupported('the first line is not indented'),
  'ParagraphFormat.LineSpacing': ignored,
  'ParagraphFormat.LineSpacingType': ignored,
  'ParagraphFormat.SkipFirstLineIndent': ignored,
  TextOutline: unsupported('letters have no outline'),
  'TextOutline.Enabled': unsupported('letters have no outline'),
  'TextOutline.Color': ignored,
  'TextOutline.Width': ignored,
  'TextOutline.Style': ignored,
  'TextOutline.DrawBehind': ignored,
  MergeMode: unsupported('equal neighbours are not merged'),
} satisfies AttributeTable;

export function readText(element: XmlElement, context: FrxContext): TextObject {
  return textOf(element, context.read(element, TEXT), context);
}

/** A text object of what was read from an element by `TEXT`, or by a table that holds more. */
export function textOf(element: XmlElement, read: Values<typeof TEXT>, context: FrxContext): TextObject {
  const at = `${element.name}.Text`;
  const [format, ...further] = formatsOf(element, partOf(read, 'Format', FORMAT_PARTS), context);
  return {
    kind: 'text',
    ...componentOf(element, read, context),
    highlights: highlightsOf(element, context),
    text: read.AllowExpressions ? context.formulas.text(read.Text, at, read.Brackets) : staticText(read.Text),
    look: lookOf(read),
    markup: read.HtmlTags ? 'html' : read.TextRenderType,
    format,
    ...(further.length > 0 && { further_formats: further }),
    null_text: read.NullValue,
    hide_zeros: read.HideZeros,
    hide_value: read.HideValue || null,
    duplicates: read.Duplicates,
    can_break: read.CanBreak,
    process_at: read.ProcessAt,
  };
}
