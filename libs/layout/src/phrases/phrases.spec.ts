import { countPhrase, fillPhrase, phrasesFor } from './phrases.js';

const LANGUAGES = ['en', 'nb', 'fr', 'th', 'ar', 'es', 'de', 'zh'];

describe('phrases', () => {
  it.each(LANGUAGES)('have all their places in %s', (language) => {
    const phrases = phrasesFor(language);
    expect(phrases.page_of.indexOf('{pages}')).toBeGreaterThan(phrases.page_of.indexOf('{page}'));
    expect(phrases.page_of).toContain('{page}');
    expect(phrases.rows_from_units).toMatch(/\{rows\}.*\{units\}/);
    expect(phrases.unit_failed).toMatch(/\{unit\}.*\{reason\}/);
    expect(phrases.truncated).toContain('{rows}');
    expect(phrases.ignored_filters).toContain('{names}');
    const { prior, variance, variance_percent, compared_with, earlier_run } = phrases.comparison;
    for (const phrase of [prior, variance, variance_percent]) expect(phrase).toContain('{label}');
    expect(compared_with).toContain('{other}');
    expect(earlier_run).toContain('{day}');
  });

  it('are found by language, whatever the region, and fall back to English', () => {
    expect(phrasesFor('nb-NO')).toBe(phrasesFor('no'));
    expect(phrasesFor('de-CH').yes).toBe('Ja');
    expect(phrasesFor('xx').yes).toBe('Yes');
  });

  it.each([
    ['en', 1, '1 row'],
    ['en', 1204, '1,204 rows'],
    ['nb-NO', 2, '2 rader'],
    ['ar', 2, 'صفان'],
    ['ar', 3, '3 صفوف'],
    ['zh', 5, '5 行'],
  ])('count in %s', (locale, count, text) => {
    expect(countPhrase(phrasesFor(locale).rows, count, locale)).toBe(text);
  });

  it('keep places nobody fills', () => {
    expect(fillPhrase('{a} and {b}', { a: '{b}' })).toBe('{b} and {b}');
  });
});
