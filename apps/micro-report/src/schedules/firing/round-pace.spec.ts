import { RoundPace } from './round-pace.js';

describe('the pace of rounds', () => {
  it('is over after a second', () => {
    let now = 0;
    const round = new RoundPace(() => now).begin();
    now = 1000;
    expect(round.isOver()).toBe(false);
    now = 1001;
    expect(round.isOver()).toBe(true);
  });

  it('takes on what it can do in time, and more again when it can', () => {
    const pace = new RoundPace();
    expect(pace.size).toBe(20);
    pace.note(7, 20);
    expect(pace.size).toBe(7);
    pace.note(7, 7);
    expect(pace.size).toBe(14);
    pace.note(1, 14);
    expect(pace.size).toBe(4);
    for (let n = 0; n < 9; n++) pace.note(4, 4);
    expect(pace.size).toBe(20);
  });
});
