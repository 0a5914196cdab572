import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './workspace.js';

export interface DeclaredProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** Paths from the root of the repository: each service declares what it answers. */
  readonly files: readonly string[];
}

const FOLDERS = ['libs', 'apps'];
const DECLARATION =
  /(?:define|declare)Problem\(\s*'([a-z0-9-]+)',\s*(\d{3}),\s*(?:'([^']+)'|"([^"]+)"),?\s*\)/g;
const CALL = /(?<!function )\b(?:define|declare)Problem\(/g;

/**
 * Every problem that the sources declare, packs' records included. Read from the text, not by loading the modules: a problem of a pack nobody
 * imports yet belongs into the list too. Throws where a declaration is not three literals, since a computed code could
 * be found in no document, and where two declarations of one code disagree.
 */
export async function declaredProblems(root = ROOT): Promise<readonly DeclaredProblem[]> {
  const problems = new Map<string, DeclaredProblem>();
  for (const file of await sourcesOf(root)) {
    const text = await readFile(path.join(root, file), 'utf8');
    const found = [...text.matchAll(DECLARATION)];
    if (found.length !== [...text.matchAll(CALL)].length) {
      throw new Error(`${file}: a problem takes a code, a status and a title as literals`);
    }
    for (const [, code = '', status, single, double] of found) {
      const problem = { code, status: Number(status), title: single ?? double ?? '', files: [file] };
      problems.set(code, merged(problems.get(code), problem));
    }
  }
  return [...problems.values()].toSorted((a, b) => a.code.localeCompare(b.code));
}

function merged(known: DeclaredProblem | undefined, problem: DeclaredProblem): DeclaredProblem {
  if (!known) return problem;
  if (known.status !== problem.status || known.title !== problem.title) {
    throw new Error(
      `${problem.code} means different things in ${[...known.files, ...problem.files].join(' and ')}`,
    );
  }
  return { ...known, files: [...new Set([...known.files, ...problem.files])] };
}

/** The text of `docs/errors.md`. */
export function errorsDocument(problems: readonly DeclaredProblem[]): string {
  const rows = problems.map(
    ({ code, status, title, files }) =>
      `| \`${code}\` | ${status} | ${title} | ${files.map((file) => `\`${file}\``).join(', ')} |`,
  );
  return [
    '# Errors',
    '',
    'Every refusal is `application/problem+json` (RFC 9457): `type` is `/problems/<code>`, `code` is stable, `detail` says',
    'what happened to which thing and what to do next, `errors` points at invalid fields. Report 500s by their `X-Request-Id`.',
    '',
    'Written by `node tools/run.mjs errors-doc` from the declarations; a test fails when they differ.',
    '',
    '| code | status | title | declared in |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

async function sourcesOf(root: string): Promise<string[]> {
  const files = await Promise.all(
    FOLDERS.map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { recursive: true });
      return entries.map((entry) => path.posix.join(folder, entry.split(path.sep).join('/')));
    }),
  );
  return files
    .flat()
    .filter((file) => file.endsWith('.ts') && file.includes('/src/') && !/-?spec\.ts$/.test(file))
    .filter(
      (file) =>
        !/node_modules|\/dist\/|\/generated\/|errors\/define-problem\.ts$|records\/declare-record\.ts$/.test(
          file,
        ),
    )
    .toSorted((a, b) => a.localeCompare(b));
}
