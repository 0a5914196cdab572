import { planTransfer, type Conditions } from './plan-transfer.js';

const file = { sha256: 'a'.repeat(64), size: 10 };
const tag = `"${file.sha256}"`;
const none: Conditions = { range: null, if_range: null, if_match: null, if_none_match: null };
const part = (start: number, end: number) => ({ kind: 'part', range: { start, end } });

describe('planTransfer', () => {
  it('sends the whole file when nothing else is asked', () => {
    expect(planTransfer(none, file)).toEqual({ kind: 'whole' });
  });

  it.each([
    ['bytes=0-0', part(0, 0)],
    ['bytes=2-4', part(2, 4)],
    ['bytes=7-', part(7, 9)],
    ['bytes=5-500', part(5, 9)],
    ['bytes=-3', part(7, 9)],
    ['bytes=-300', part(0, 9)],
    [' bytes=0-99999999999999999999999999 ', part(0, 9)],
    ['bytes=10-', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=99999999999999999999999999-', { kind: 'unsatisfiable' }],
    ['bytes=4-2', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['bytes=0-1,3-4', { kind: 'whole' }],
    ['bytes=1.5-2', { kind: 'whole' }],
    ['rows=0-1', { kind: 'whole' }],
  ])('answers %s', (range, expected) => {
    expect(planTransfer({ ...none, range }, file)).toEqual(expected);
  });

  it.each(['bytes=0-', 'bytes=0-0', 'bytes=-1'])('finds nothing in an empty file for %s', (range) => {
    expect(planTransfer({ ...none, range }, { ...file, size: 0 })).toEqual({ kind: 'unsatisfiable' });
  });

  it.each([[tag], [`W/${tag}`], [`"x", ${tag}`], ['*']])('knows that the client has it: %s', (condition) => {
    expect(planTransfer({ ...none, if_none_match: condition }, file)).toEqual({ kind: 'not-modified' });
  });

  it('resumes only what has not changed', () => {
    const resumed = { ...none, range: 'bytes=5-' };
    expect(planTransfer({ ...resumed, if_range: tag }, file)).toEqual(part(5, 9));
    for (const other of ['"other"', `W/${tag}`, 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      expect(planTransfer({ ...resumed, if_range: other }, file)).toEqual({ kind: 'whole' });
    }
    expect(planTransfer({ ...resumed, if_match: '"other"' }, file)).toEqual({ kind: 'precondition-failed' });
    expect(planTransfer({ ...resumed, if_match: tag }, file)).toEqual(part(5, 9));
  });
});
