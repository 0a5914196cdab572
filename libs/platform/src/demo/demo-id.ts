import { createHash } from 'node:crypto';

/** Ids that follow from their text alone, different in every demo; version and variant are those that RFC 9562 has for ids made in a way of one's own. */
export function demoId(demo: string, text: string): string {
  const hex = createHash('md5').update(`galley-${demo}-demo ${text}`).digest('hex');
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ];
  return groups.join('-');
}
