import { readdirSync, readFileSync } from 'node:fs';

/** The package's root, from `src/` as from `dist/`: the build copies code only. */
const root = new URL('../', import.meta.url);

/** Names of the template files, without extension, in alphabetical order. */
export function templateNames(): string[] {
  return readdirSync(new URL('templates/', root))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted();
}

/** One template file as it stands. */
export function readTemplate(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`templates/${name}.json`, root), 'utf8')) as unknown;
}

/** SQL that makes rows of the demo. */
export function readDemoSql(name: string): string {
  return readFileSync(new URL(`demo/${name}.sql`, root), 'utf8');
}
