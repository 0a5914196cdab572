import { existsSync, readFileSync } from 'node:fs';

const pack = new URL('../', import.meta.url);
const root = new URL('../../../', pack);
/** Where a path of the table may begin. */
const FOLDERS = [pack, new URL('apps/micro-report/src/packs/grants/', root), root];

/** How many rules of each letter packs/grants.md has. */
const COUNTS = { V: 14, B: 14, C: 11 };
const RULES = Object.entries(COUNTS).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `BU-${letter}-${index + 1}`),
);

/** Rows `| BU-V-1 what it says | where | tests |` of the README. */
const rows = new Map(
  readFileSync(new URL('README.md', pack), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| BU-'))
    .map((line) => {
      const [, rule = '', where = '', tests = ''] = line.split('|').map((cell) => cell.trim());
      return [rule.split(' ', 1)[0] ?? '', { where: pathsIn(where), tests: pathsIn(tests) }];
    }),
);

describe('the rules of the grants pack', () => {
  it('are all in the table, in order', () => {
    expect([...rows.keys()]).toEqual(RULES);
  });

  it.each(RULES)('%s is where the table says, and has a test that is named after it', (rule) => {
    const { where = [], tests = [] } = rows.get(rule) ?? {};
    expect(where.filter((path) => !fileOf(path))).toEqual([]);
    expect(where).not.toEqual([]);
    expect(tests).not.toEqual([]);
    const named = new RegExp(`['"\`].*\\b${rule}\\b`);
    expect(
      tests.filter((path) => {
        const file = fileOf(path);
        return !file || !named.test(readFileSync(file, 'utf8'));
      }),
    ).toEqual([]);
  });
});

function pathsIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
}

function fileOf(path: string): URL | undefined {
  return FOLDERS.map((folder) => new URL(path, folder)).find((file) => existsSync(file));
}
