import words from 'cronstrue/i18n.js';
import type { FrequencyTiming, ScheduleTiming } from './timing.js';

const { default: cronstrue } = words;

/** Languages with words of their own here; every other one is answered in English. */
const LANGUAGES = ['en', 'nb'] as const;
type Language = (typeof LANGUAGES)[number];

/**
 * A timing in words, for people: "Every Monday at 06:00 (Europe/Oslo)". Cron expressions are described by cronstrue in its
 * languages, frequencies in English and Norwegian.
 */
export function describeTiming(timing: ScheduleTiming, locale = 'en'): string {
  const zone = ` (${timing.timezone})`;
  if (timing.kind === 'frequency') {
    return FREQUENCY_WORDS[languageOf(locale)](timing) + (timing.frequency === 'on_demand' ? '' : zone);
  }
  const described = cronstrue.toString(timing.expression, {
    locale: cronLocale(locale),
    use24HourTimeFormat: true,
  });
  return described + zone;
}

/** `pt-BR` is `pt_BR` to cronstrue; a region it does not know falls back to the language, a language to English. */
function cronLocale(locale: string): string {
  const [language = 'en'] = locale.split('-');
  const wanted = [locale.replace('-', '_'), language === 'no' ? 'nb' : language];
  return wanted.find((name) => Object.hasOwn(cronstrue.locales, name)) ?? 'en';
}

function languageOf(locale: string): Language {
  return /^(?:nb|nn|no)\b/.test(locale) ? 'nb' : 'en';
}

type Words = (timing: FrequencyTiming) => string;

const FREQUENCY_WORDS: Readonly<Record<Language, Words>> = { en: inEnglish, nb: inNorwegian };

function inEnglish(timing: FrequencyTiming): string {
  const { frequency, time_of_day: time, day_of_month: day } = timing;
  const on = day === null ? '' : `on day ${day}${day > 28 ? ' (or the last day)' : ''}`;
  switch (frequency) {
    case 'on_demand':
      return 'On demand';
    case 'daily':
      return `Every day at ${time}`;
    case 'weekly':
      return `Every ${weekday(timing, 'en')} at ${time}`;
    case 'monthly':
      return `Every month ${on} at ${time}`;
    case 'quarterly':
      return `Every quarter (${quarterMonths(timing, 'en')}) ${on} at ${time}`;
    case 'annual':
      return `Every year in ${monthName(timing.month ?? 1, 'en', 'long')} ${on} at ${time}`;
  }
}

function inNorwegian(timing: FrequencyTiming): string {
  const { frequency, time_of_day: time, day_of_month: day } = timing;
  const on = day === null ? '' : `den ${day}.${day > 28 ? ' (eller siste dag)' : ''}`;
  switch (frequency) {
    case 'on_demand':
      return 'Ved behov';
    case 'daily':
      return `Hver dag kl. ${time}`;
    case 'weekly':
      return `Hver ${weekday(timing, 'nb')} kl. ${time}`;
    case 'monthly':
      return `Hver måned ${on} kl. ${time}`;
    case 'quarterly':
      return `Hvert kvartal (${quarterMonths(timing, 'nb')}) ${on} kl. ${time}`;
    case 'annual':
      return `Hvert år i ${monthName(timing.month ?? 1, 'nb', 'long')} ${on} kl. ${time}`;
  }
}

/** 4 January 1970 was a Sunday. */
function weekday({ day_of_week }: FrequencyTiming, locale: Language): string {
  const date = new Date(Date.UTC(1970, 0, 4 + (day_of_week ?? 0)));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(date);
}

function quarterMonths({ month }: FrequencyTiming, locale: Language): string {
  const first = ((month ?? 1) - 1) % 3;
  return [0, 3, 6, 9].map((ahead) => monthName(first + ahead + 1, locale, 'short')).join(', ');
}

function monthName(month: number, locale: Language, form: 'long' | 'short'): string {
  const date = new Date(Date.UTC(1970, month - 1, 1));
  return new Intl.DateTimeFormat(locale, { month: form, timeZone: 'UTC' }).format(date);
}
