import { existsSync, readFileSync } from 'node:fs';

interface RulesTable {
  /** Folder of the README that has the table. */
  readonly pack: URL;
  /** Where a path of the table may begin, besides there and the repository. */
  readonly folders: readonly string[];
  /** Every rule, in the order of the table. */
  readonly rules: readonly string[];
}

/** `BU-V-1`, `BU-V-2` … for each beginning and how many it has. */
export function numberedRules(counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).flatMap(([beginning, count]) =>
    Array.from({ length: count }, (_, index) => `${beginning}${index + 1}`),
  );
}

/**
 * Tests that hold the rows `| BU-V-1 what it says | where | tests |` of a README to what is there: every rule has one, its paths
 * exist, and each of the tests names it.
 */
export function describeRules(name: string, { pack, folders, rules }: RulesTable): void {
  const root = new URL('../../../', pack);
  const places = [pack, ...folders.map((folder) => new URL(folder, root)), root];
  const fileOf = (path: string): URL | undefined =>
    places.map((place) => new URL(path, place)).find((file) => existsSync(file));
  const table = new Map(
    readFileSync(new URL('README.md', pack), 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .flatMap(([, rule = '', where = '', tests = '']) => {
        const [key = ''] = rule.split(' ', 1);
        return rules.includes(key) ? [[key, { where: pathsIn(where), tests: pathsIn(tests) }] as const] : [];
      }),
  );

  describe(name, () => {
    it('are all in the table, in order', () => {
      expect([...table.keys()]).toEqual(rules);
    });

    it.each(rules)('%s is where the table says, and has a test that is named after it', (rule) => {
      const { where = [], tests = [] } = table.get(rule) ?? {};
      expect(where.filter((path) => !fileOf(path))).toEqual([]);
      expect(where).not.toEqual([]);
      expect(tests).not.toEqual([]);
      const named = new RegExp(`['"\`].*\\b${rule}\\b`);
      const unnamed = tests.filter((path) => {
        const file = fileOf(path);
        return !file || !named.test(readFileSync(file, 'utf8'));
      });
      expect(unnamed).toEqual([]);
    });
  });
}

function pathsIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
}
