import { readdirSync, readFileSync } from 'node:fs';

/** A template of a pack as its file states it. */
export interface TemplateFile {
  /** The file's name without extension. */
  readonly name: string;
  readonly content: unknown;
}

/** The templates of a pack: every JSON file of the folder, in alphabetical order. `folder` ends with a slash. */
export function templateFiles(folder: URL): TemplateFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      content: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown,
    }));
}
