import type { Part } from '../objects/object-printer.js';
import { band, objectBase } from '../testing/sample-layout.js';
import { arrange } from './arrange.js';

function part(top: number, height: number, grown: number, more: Partial<Part['object']> = {}): Part {
  const object = { ...objectBase('o', 0, top, 100, height), ...more };
  return { object, frame: { x: 0, y: top, width: 100, height: grown }, items: [] };
}

describe('arrange', () => {
  const elastic = band(null, { height: 50, can_grow: true });

  it('moves what stands below an object that grew', () => {
    const parts = [part(0, 10, 30), part(20, 10, 10), part(5, 10, 10)];
    expect(arrange(elastic, parts, 100)).toBe(50);
    expect(parts.map(({ frame }) => frame.y)).toEqual([0, 40, 5]);
  });

  it('lets what a subreport prints grow the band and leaves its neighbours where they are', () => {
    const inside = { band: null, height: 80, items: [], marks: [], contributions: [] };
    const parts = [{ ...part(10, 10, 80), inside }, part(30, 10, 10)];
    expect(arrange(elastic, parts, 100)).toBe(90);
    expect(parts[1]?.frame.y).toBe(30);
  });

  it('makes room for a text that grows by itself and then to the bottom', () => {
    const bottom = { can_grow: true, grow_to_bottom: true };
    const long = [part(30, 10, 60, bottom)];
    expect(arrange(elastic, long, 100)).toBe(90);
    expect(long[0]?.frame.height).toBe(60);
    const short = [part(30, 10, 5, bottom)];
    expect(arrange(elastic, short, 100)).toBe(50);
    expect(short[0]?.frame.height).toBe(20);
  });
});
