/** Whose forms of the Han characters a text is written with: simplified Chinese, Japanese or Korean. */
export type HanStyle = 'sc' | 'jp' | 'kr';

const HAN = /[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\ud840-\ud8bf]/;
const KANA = /[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]/;
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/;

const BY_LANGUAGE: Readonly<Record<string, HanStyle>> = { ja: 'jp', ko: 'kr', zh: 'sc' };

/** The style of a language (BCP 47); null where a language has no Han characters of its own. */
export function hanStyleOf(language: string): HanStyle | null {
  const [primary = ''] = language.toLowerCase().split(/[-_]/, 1);
  return Object.hasOwn(BY_LANGUAGE, primary) ? (BY_LANGUAGE[primary] ?? null) : null;
}

/** What a text itself tells: kana are Japanese, Hangul is Korean, Han characters alone are Chinese. */
export function hanStyleIn(text: string): HanStyle {
  if (!HAN.test(text)) return 'sc';
  if (KANA.test(text)) return 'jp';
  return HANGUL.test(text) ? 'kr' : 'sc';
}
