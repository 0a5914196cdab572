import { MAX_TRIES, SetAside } from './set-aside.js';

describe('schedules that are set aside', () => {
  let now = 0;
  let aside: SetAside;

  beforeEach(() => {
    now = 0;
    aside = new SetAside(() => now);
  });

  it('come back after five seconds', () => {
    aside.putOff('a');
    now = 4_999;
    expect(aside.ids).toEqual(['a']);
    now = 5_000;
    expect(aside.ids).toEqual([]);
  });

  it('wait longer from defect to defect, until one is too many', () => {
    const verdicts = [];
    for (let tries = 1; tries <= MAX_TRIES; tries++) {
      verdicts.push(aside.blame('a'));
      now += tries * 5_000 - 1;
      expect(aside.ids).toEqual(['a']);
      now += 1;
      expect(aside.ids).toEqual([]);
    }
    expect(verdicts).toEqual([false, false, true]);
  });

  it('are not blamed for what is put off in between', () => {
    aside.blame('a');
    aside.putOff('a');
    expect([aside.blame('a'), aside.blame('a')]).toEqual([false, true]);
  });

  it('begin anew once they were fired', () => {
    aside.blame('a');
    aside.blame('a');
    aside.clear('a');
    expect([aside.ids, aside.blame('a')]).toEqual([[], false]);
  });
});
