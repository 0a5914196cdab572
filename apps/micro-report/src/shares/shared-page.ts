import { pageHeaders } from './page-headers.js';
import type { SharedFile } from './share.dto.js';

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2430;--soft:#5b6675;--line:#d9dee6;--paper:#fff;--ground:#f3f5f8;--act:#1a56c4;--warn:#8a2b06}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#a2adbb;--line:#38424f;--paper:#1b222c;--ground:#11161d;--act:#7fb0ff;--warn:#ffb38f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;display:flex;justify-content:center;align-items:flex-start;padding:1rem}
main{width:100%;max-width:38rem;background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem;margin:4vh 0}
.from{margin:0 0 .25rem;color:var(--soft);overflow-wrap:anywhere}
h1{margin:0 0 1.25rem;font-size:1.4rem;line-height:1.3;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.4rem 1rem;margin:0 0 1.5rem;padding-top:1rem;border-top:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
code{font:.85rem/1.5 ui-monospace,monospace}
label{display:block;margin-bottom:.25rem}
input{width:100%;font:inherit;color:inherit;background:transparent;padding:.6rem .75rem;border:1px solid var(--soft);border-radius:.5rem;margin-bottom:1rem}
.act{display:block;width:100%;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;color:var(--paper);background:var(--act);border:0;border-radius:.5rem;padding:.75rem 1rem}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.say{margin:0 0 1rem;padding:.75rem 1rem;border-left:4px solid var(--warn);color:var(--warn)}
@media (max-width:26rem){main{padding:1.1rem;margin:0}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}
@media print{body{background:none;padding:0}main{border:0;margin:0;padding:0;max-width:none}form,.act{display:none}}
`;

/** Of the page of a link to a file. */
export const PAGE_HEADERS = pageHeaders(STYLE);

const FORMATS: Readonly<Record<string, string>> = {
  pdf: 'PDF document',
  excel: 'Excel workbook',
  csv: 'CSV table',
  json: 'JSON data',
};

/** The page of a link that leads to its file; `said` tells what was wrong with the last try. */
export function sharedPage(shared: SharedFile, said: string | null = null): string {
  const { name, organization, sha256, downloads_left } = shared;
  return page(
    name,
    `<p class="from" dir="auto">${escaped(organization)}</p>
<h1 dir="auto">${escaped(name)}</h1>
${said === null ? '' : `<p class="say" role="alert">${escaped(said)}</p>`}
<dl>
${fact('Format', FORMATS[shared.format] ?? shared.format)}
${fact('Size', sizeText(shared))}
${fact('Made', instantText(shared.created_at))}
${fact('Available until', instantText(shared.available_until))}
${downloads_left === null ? '' : fact('Downloads left', String(downloads_left))}
<dt>SHA-256</dt><dd><code>${escaped(sha256)}</code></dd>
</dl>
${actOf(shared)}`,
  );
}

/** The page of a link that leads nowhere. */
export function refusalPage(title: string, detail: string): string {
  return page(title, `<h1>${escaped(title)}</h1>\n<p>${escaped(detail)}</p>`);
}

function actOf({ state, password_required, download_url }: SharedFile): string {
  if (state === 'archived') {
    return '<p class="say">The file is in the archive. Ask whoever sent you this link to restore it; the link stays as it is.</p>';
  }
  const address = escaped(download_url);
  if (!password_required) return `<a class="act" href="${address}">Download</a>`;
  return `<form method="post" action="${address}">
<label for="password">Password</label>
<input id="password" name="password" type="password" required maxlength="200" autocomplete="off">
<button class="act">Download</button>
</form>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function fact(label: string, value: string): string {
  return `<dt>${label}</dt><dd>${escaped(value)}</dd>`;
}

function sizeText({ size, page_count }: SharedFile): string {
  const pages = page_count === null ? '' : `, ${page_count} ${page_count === 1 ? 'page' : 'pages'}`;
  if (size < 1000) return `${size} bytes${pages}`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(size) / 3), units.length);
  const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(size / 1000 ** power);
  return `${number} ${units[power - 1] ?? ''}${pages}`;
}

function instantText(instant: Date): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${text.format(instant)} UTC`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
