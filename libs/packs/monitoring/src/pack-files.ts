import { readFileSync } from 'node:fs';
import { templateFiles, type TemplateFile } from '@galley/template';

/** The package's root, from `src/` as from `dist/`: the build copies code only. */
const root = new URL('../', import.meta.url);

/** Every file of `templates/`. */
export function readTemplates(): readonly TemplateFile[] {
  return templateFiles(new URL('templates/', root));
}

/** SQL that makes rows of the demo. */
export function readDemoSql(name: string): string {
  return readFileSync(new URL(`demo/${name}.sql`, root), 'utf8');
}
