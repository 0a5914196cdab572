import { createHash } from 'node:crypto';

/**
 * Of a page with this one style sheet: no script can run in it, nothing is loaded, nobody frames it, indexes it, keeps it or learns of
 * it. `images`: pictures that stand in the page itself are shown.
 */
export function pageHeaders(
  style: string,
  images: 'none' | 'inline' = 'none',
): Readonly<Record<string, string>> {
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    // A sandboxed page with an opener policy is an error by the HTML standard; without script there is nothing to isolate.
    'cross-origin-opener-policy': 'unsafe-none',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      ...(images === 'inline' ? ['img-src data:'] : []),
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      'sandbox allow-forms allow-downloads',
    ].join('; '),
  };
}

/** Of every answer behind a link. */
export const LINK_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
};
