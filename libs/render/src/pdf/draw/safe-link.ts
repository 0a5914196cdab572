const MAX_LENGTH = 2048;
const SAFE = /^(?:https?:\/\/[^/]|mailto:[^/])/i;
// oxlint-disable-next-line no-control-regex
const UNSAFE_CHARACTERS = /[\x00-\x20\x7f]/;

/** Whether a link may be followed: http, https, mailto, or `#` and the name of a place in the document. */
export function isSafeLink(target: string): boolean {
  if (target.length > MAX_LENGTH || target.length < 2) return false;
  if (target.startsWith('#')) return true;
  return SAFE.test(target) && !UNSAFE_CHARACTERS.test(target) && URL.canParse(target);
}
