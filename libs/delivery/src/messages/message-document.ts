import { escapeHtml } from './escape-html.js';

/** What stands around the text of a mail. */
export interface MessageDocument {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly subject: string;
  /** Name above the text; empty = none. */
  readonly heading: string;
  readonly footer: string;
  /** HTML. */
  readonly body: string;
}

const PAGE = 'margin:0;padding:24px 12px;background:#f3f5f8';
const SHEET =
  'max-width:600px;margin:0 auto;padding:24px 28px;background:#ffffff;border:1px solid #dfe3e9;border-radius:6px;' +
  "font-family:'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','Noto Sans Thai',Arial,sans-serif;font-size:15px;line-height:1.55;color:#1c2430;overflow-wrap:anywhere";
const HEADING = 'margin:0 0 16px;font-size:13px;color:#5a6675';
const FOOTER = 'margin:24px 0 0;padding-top:12px;border-top:1px solid #dfe3e9;font-size:12px;color:#5a6675';

/**
 * The HTML of a mail: one column that fits telephones, styles at the elements because some readers drop style sheets,
 * nothing that is fetched. Text and footer flow in the direction of the language.
 */
export function messageDocument({
  locale,
  direction,
  subject,
  heading,
  footer,
  body,
}: MessageDocument): string {
  const align = direction === 'rtl' ? 'right' : 'left';
  const head = heading === '' ? '' : `<p style="${HEADING}"><bdi>${escapeHtml(heading)}</bdi></p>\n`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(locale)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(subject)}</title>
</head>
<body style="${PAGE}">
<div dir="${direction}" style="${SHEET};text-align:${align}">
${head}${body.trim()}
<p style="${FOOTER}">${escapeHtml(footer)}</p>
</div>
</body>
</html>
`;
}
