import { readFileSync } from 'node:fs';
import { templateFiles, type TemplateFile } from '@galley/template';
import type { ActivityModel } from './demo/unhcr-records.js';

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

/** The published activity that `unhcrRecords` makes records of. */
export function readUnhcrActivity(): ActivityModel {
  return JSON.parse(readFileSync(new URL('demo/iati-unhcr.json', root), 'utf8')) as ActivityModel;
}
