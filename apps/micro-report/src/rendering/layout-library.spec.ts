import { LayoutError } from '@galley/layout';
import { LayoutLibrary } from './layout-library.js';

const hints = { signature_config: null, orientation: 'auto', locale: 'en' } as const;

describe('a library of layouts', () => {
  it('reads a content once for the same hints', () => {
    const library = new LayoutLibrary();
    const first = library.read({ content: '', hints });
    expect(library.read({ content: '', hints: { ...hints } })).toBe(first);
    expect(library.read({ content: '', hints: { ...hints, locale: 'nb' } })).not.toBe(first);
  });

  it('keeps fifty at most, those used last', () => {
    const library = new LayoutLibrary();
    const read = (n: number) => library.read({ content: ' '.repeat(n), hints });
    const first = read(0);
    const second = read(1);
    for (let n = 2; n < 50; n++) read(n);
    expect(read(0)).toBe(first);
    read(50);
    expect(read(0)).toBe(first);
    expect(read(1)).not.toBe(second);
  });

  it('keeps no more content than fits', () => {
    const library = new LayoutLibrary();
    const large = library.read({ content: ' '.repeat(10_000_000), hints });
    library.read({ content: ' '.repeat(9_000_000), hints });
    expect(library.read({ content: ' '.repeat(10_000_000), hints })).not.toBe(large);
  });

  it('tells what cannot be read', () => {
    expect(() => new LayoutLibrary().read({ content: 'no layout', hints })).toThrow(LayoutError);
  });
});
