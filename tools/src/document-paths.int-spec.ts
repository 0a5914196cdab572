import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './workspace.js';

const ROOM = /^(apps|libs|tools|bench|docs|prisma)\//;
/** Working notes speak of what is to come. */
const UNCHECKED = /NOTES\.md$/;

describe('documents', () => {
  const documents = ['README.md', 'ARCHITECTURE.md', ...markdownIn('docs')];

  it.each(documents)('%s names only paths that exist', (document) => {
    const text = readFileSync(inRoot(document), 'utf8');
    const missing = pathsIn(text, path.dirname(document)).filter((file) => !existsSync(inRoot(file)));
    expect(missing).toEqual([]);
  });

  it('README stays under 150 lines', () => {
    expect(readFileSync(inRoot('README.md'), 'utf8').split('\n').length).toBeLessThan(150);
  });
});

function markdownIn(folder: string): string[] {
  return readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !UNCHECKED.test(name))
    .map((name) => path.join(folder, name));
}

/** Links relative to the document, and paths of the repository between back-ticks; `<placeholders>` name no file. */
function pathsIn(text: string, folder: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) =>
    path.join(folder, link),
  );
  const quoted = [...text.matchAll(/`([^`\s<>*…]+)`/g)]
    .map(([, quote = '']) => quote)
    .filter((quote) => ROOM.test(quote) && !quote.includes('/dist/'));
  return [...links, ...quoted.flatMap(spread)];
}

/** `libs/{a,b}` → `libs/a`, `libs/b`. */
function spread(pattern: string): string[] {
  const braces = /^(.*)\{([^}]*)\}(.*)$/.exec(pattern);
  if (!braces) return [pattern];
  const [, before = '', choices = '', after = ''] = braces;
  return choices.split(',').flatMap((choice) => spread(`${before}${choice}${after}`));
}
