import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One planted violation per rule: the file that does it, and what it imports. */
const PLANTED: readonly { readonly rule: string; readonly file: string; readonly imports: string }[] = [
  { rule: 'no-cycles', file: 'libs/platform/src/a.ts', imports: './b.js' },
  { rule: 'apps-stand-alone', file: 'apps/micro-data/src/x.ts', imports: '../../micro-report/src/main.js' },
  {
    rule: 'libs-know-no-apps',
    file: 'libs/platform/src/x.ts',
    imports: '../../../apps/micro-data/src/main.js',
  },
  { rule: 'apps-know-no-tools', file: 'apps/micro-data/src/t.ts', imports: '../../../tools/src/index.js' },
  {
    rule: 'stations-know-no-packs',
    file: 'libs/storage/src/x.ts',
    imports: '../../packs/procurement/src/data/index.js',
  },
  {
    rule: 'packs-stand-alone',
    file: 'libs/packs/energy/src/x.ts',
    imports: '../../procurement/src/data/index.js',
  },
  { rule: 'dataset-needs-nothing', file: 'libs/dataset/src/x.ts', imports: '../../platform/src/index.js' },
  { rule: 'template-needs-nothing', file: 'libs/template/src/x.ts', imports: '../../layout/src/index.js' },
  { rule: 'layout-before-render', file: 'libs/layout/src/x.ts', imports: '../../render/src/index.js' },
  { rule: 'render-knows-no-archive', file: 'libs/render/src/x.ts', imports: '../../storage/src/index.js' },
  {
    rule: 'micro-data-renders-nothing',
    file: 'apps/micro-data/src/r.ts',
    imports: '../../../libs/render/src/index.js',
  },
  { rule: 'pure-stays-pure', file: 'libs/layout/src/n.ts', imports: '@nestjs/common' },
  { rule: 'pure-stays-pure', file: 'libs/template/src/n.ts', imports: 'pg' },
  { rule: 'pure-stays-pure', file: 'libs/render/src/n.ts', imports: 'node:https' },
  { rule: 'pure-stays-pure', file: 'libs/schedule/src/n.ts', imports: 'pg' },
  { rule: 'schedule-needs-nothing', file: 'libs/schedule/src/x.ts', imports: '../../dataset/src/index.js' },
  { rule: 'no-deep-imports', file: 'apps/micro-report/src/x.ts', imports: '../../../libs/platform/src/a.js' },
  {
    rule: 'no-deep-imports-of-packs',
    file: 'apps/micro-report/src/p.ts',
    imports: '../../../libs/packs/procurement/src/inner.js',
  },
  { rule: 'resolvable', file: 'libs/platform/src/u.ts', imports: './nowhere.js' },
];

/** What the violations import, and one honest line of imports that no rule may refuse. */
const HONEST: Readonly<Record<string, string>> = {
  'libs/platform/src/b.ts': `import './a.js';`,
  'libs/platform/src/index.ts': '',
  'libs/dataset/src/index.ts': '',
  'libs/template/src/index.ts': `import '../../dataset/src/index.js';`,
  'libs/layout/src/index.ts': `import '../../template/src/index.js';`,
  'libs/render/src/index.ts': `import '../../layout/src/index.js'; import 'node:zlib';`,
  'libs/storage/src/index.ts': '',
  'libs/packs/procurement/src/inner.ts': '',
  'libs/packs/procurement/src/data/index.ts': `import '../inner.js'; import '../../../../platform/src/index.js';`,
  'apps/micro-data/src/main.ts': `import '../../../libs/packs/procurement/src/data/index.js';`,
  'apps/micro-report/src/main.ts': `import '../../../libs/render/src/index.js'; import '@nestjs/common';`,
  'apps/micro-report/src/main.e2e-spec.ts': `import '../../../tools/src/index.js';`,
  'tools/src/index.ts': `import '../../libs/platform/src/index.js';`,
};

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

describe('the import rules', () => {
  const root = path.resolve('.');
  let folder: string;
  let violations: string[];

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'galley-imports-'));
    const plant = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), `${text}\nexport {};\n`);
    };
    for (const [file, text] of Object.entries(HONEST)) plant(file, text);
    for (const { file, imports } of PLANTED) plant(file, `import '${imports}';`);
    writeFileSync(path.join(folder, 'tsconfig.json'), '{}');
    for (const name of ['@nestjs/common', 'pg']) {
      plant(`node_modules/${name}/index.js`, '');
      writeFileSync(
        path.join(folder, 'node_modules', name, 'package.json'),
        JSON.stringify({ name, main: 'index.js' }),
      );
    }
    const program = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
    const config = path.join(root, '.dependency-cruiser.cjs');
    const args = [program, '--config', config, '--output-type', 'json', 'apps', 'libs', 'tools'];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (!stdout) throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as Report;
    violations = summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(PLANTED)('bite: $rule refuses $file', ({ rule, file }) => {
    expect(violations).toContain(`${rule}: ${file}`);
  });

  it('let honest imports pass', () => {
    const planted = new Set([...PLANTED.map(({ file }) => file), 'libs/platform/src/b.ts']);
    expect(violations.filter((violation) => !planted.has(violation.split(': ')[1] ?? ''))).toEqual([]);
  });
});
