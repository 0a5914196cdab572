const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** Where a link leads, or null when it must not be one: `javascript:`, `data:`, relative addresses. */
export function linkAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
