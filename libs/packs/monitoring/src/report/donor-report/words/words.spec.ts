import { REPORT_LANGUAGES } from '../section-kinds.js';
import { wordFor, wordsOf } from './words-of.js';

/** Every word with its path. */
function wordsIn(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, word]: [string, unknown]) =>
    typeof word === 'string'
      ? [[path + name, word] as [string, string]]
      : wordsIn(word as object, `${path}${name}.`),
  );
}

it.each(REPORT_LANGUAGES)(
  'in %s nothing is left unsaid, nor takes brackets that a layout reads',
  (language) => {
    const words = wordsIn(wordsOf(language));
    expect(words.map(([path]) => path)).toEqual(wordsIn(wordsOf('en')).map(([path]) => path));
    expect(words.filter(([, word]) => word.trim() === '' || /[[\]]/.test(word))).toEqual([]);
  },
);

it('Arabic is written in Arabic', () => {
  const latin = wordsIn(wordsOf('ar')).filter(
    ([path, word]) => !/\p{Script=Arabic}|^\W+$/u.test(word) && !path.startsWith('page.'),
  );
  expect(latin).toEqual([]);
});

it('a code without a word is shown as it is', () => {
  expect(wordFor(wordsOf('nb').sexes, 'female')).toBe('Kvinner');
  expect(wordFor(wordsOf('nb').sexes, 'constructor')).toBe('constructor');
});
