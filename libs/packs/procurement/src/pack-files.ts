import { readFileSync } from 'node:fs';
import { templateFiles, type TemplateFile } from '@galley/template';

/** The package's root, from `src/` as from `dist/`: the build copies code only. */
const root = new URL('../', import.meta.url);

/** One SQL file of the pack. */
export function readSql(name: string): string {
  return readFileSync(new URL(`sql/${name}.sql`, root), 'utf8');
}

/** One file of `assets/`, as it stands. */
export function readAsset(name: string): Buffer {
  return readFileSync(new URL(`assets/${name}`, root));
}

/** Every file of `templates/`. */
export function readTemplates(): readonly TemplateFile[] {
  return templateFiles(new URL('templates/', root));
}
