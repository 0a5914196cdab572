import { Invalid } from '@galley/platform';
import { formatOf, FORMATS, type OutputFormat } from '@galley/render';

/** The output format of a key or alias; `invalid` at the pointer when there is none. */
export function requestedFormat(name: string, pointer: string): OutputFormat {
  const format = formatOf(name);
  if (format) return format;
  const detail = `is none of ${FORMATS.map(({ key }) => key).join(', ')}`;
  throw Invalid.error(`There is no format "${name}".`, { errors: [{ pointer, detail }] });
}
