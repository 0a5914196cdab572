import {
  factsOf,
  LOCALES,
  paragraphsOf,
  remarksOf,
  sectionTitle,
  tableOfSection,
  wordsOf,
  type ReportEdition,
  type ReportWords,
  type Said,
  type SectionTable,
} from '@galley/pack-monitoring/donor-report';
import { pageHeaders } from '../../../shares/page-headers.js';
import type { SharedDocument } from '../../../shares/share.dto.js';
import { chartHtml } from './page-chart.js';
import { escaped } from './html.js';
import { paragraphHtml } from './markup.js';
import { PAGE_STYLE } from './page-style.js';
import { tableHtml } from './page-table.js';

/** Of the page: no script, nothing from elsewhere. */
export const REPORT_PAGE_HEADERS = pageHeaders(PAGE_STYLE, 'inline');

interface Part {
  readonly title: string;
  readonly html: string;
}

/** A published report as a page: everything in it comes from the publication, and all of it is escaped. */
export function reportPage(
  edition: ReportEdition,
  said: Said,
  downloads: SharedDocument['downloads'],
): string {
  const { head, sections } = edition.content;
  const words = wordsOf(head.language);
  const locale = LOCALES[head.language];
  const isRtl = head.language === 'ar';
  const shown = (title: string, body: string | null, table: SectionTable | null): Part => ({
    title,
    html: partHtml(title, body, table, words, { locale, isRtl }),
  });
  const remarks = remarksOf(head, words);
  const parts = [
    ...sections.map((section) =>
      shown(sectionTitle(section, words), section.body, tableOfSection(section, words)),
    ),
    ...(remarks ? [shown(words.remarks, null, remarks)] : []),
  ];
  return `<!doctype html>
<html lang="${head.language}" dir="${isRtl ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow">
<title>${escaped(head.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${headHtml(edition, said, downloads, words, parts)}
${parts.map(({ title, html }, at) => `<section id="s${at}"><h2><bdi>${escaped(title)}</bdi></h2>\n${html}</section>`).join('\n')}
<footer>${escaped(said.edition)}</footer>
</main>
</body>
</html>
`;
}

function headHtml(
  edition: ReportEdition,
  said: Said,
  downloads: SharedDocument['downloads'],
  words: ReportWords,
  parts: readonly Part[],
): string {
  const { head } = edition.content;
  const facts = factsOf(edition, said).map(
    ([name, value]) => `<dt>${escaped(words.facts[name])}</dt><dd><bdi>${escaped(value)}</bdi></dd>`,
  );
  const links = downloads.map(({ format, url }) => {
    const name = Object.hasOwn(words.page, format) ? words.page[format as 'pdf'] : format;
    return `<a href="${escaped(url)}">${escaped(words.page.download)} ${escaped(name)}</a>`;
  });
  const { logo } = head;
  const picture = logo
    ? `<img class="logo" alt="" src="data:${escaped(logo.media_type)};base64,${escaped(logo.base64)}">\n`
    : '';
  return `<header>
${picture}<p class="from"><bdi>${escaped(head.organization)}</bdi></p>
<h1><bdi>${escaped(head.title)}</bdi></h1>
<p class="sub">${escaped(words.report_types[head.report_type] + words.comma + said.period)}</p>
${head.provisional ? `<p class="mark">${escaped(words.provisional)}</p>\n<p class="note">${escaped(words.provisional_note)}</p>` : ''}
<dl>${facts.join('\n')}</dl>
<div class="acts">${links.join('\n')}</div>
<nav aria-label="${escaped(words.contents)}"><ol class="toc">${parts.map(({ title }, at) => `<li><a href="#s${at}"><bdi>${escaped(title)}</bdi></a></li>`).join('')}</ol></nav>
</header>`;
}

function partHtml(
  title: string,
  body: string | null,
  table: SectionTable | null,
  words: ReportWords,
  as: { readonly locale: string; readonly isRtl: boolean },
): string {
  const paragraphs = paragraphsOf(body).map(paragraphHtml);
  if (!table) return paragraphs.length > 0 ? paragraphs.join('\n') : `<p>${escaped(words.no_data)}</p>`;
  const charts = table.charts.map((chart) => chartHtml(chart, table, words, as));
  return [...paragraphs, ...charts, tableHtml(table, title, words, as.locale)].join('\n');
}
