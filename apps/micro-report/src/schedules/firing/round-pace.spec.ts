import { RoundPace } from './round-pace.js';

describe('the pace of rounds', () => {
  it('is over after half a second', () => {
    let now = 0;
    const round = new RoundPace(() => now).begin();
    now = 500;
    expect(round.isOver()).toBe(false);
    now = 501;
    expect(round.isOver()).toBe(true);
  });

  it('takes on what it can do in time, and more again when it can', () => {
    const pace = new RoundPace();
    expect(pace.size).toBe(20);
    pace.note(3, 20);
    expect(pace.size).toBe(3);
    pace.note(3, 3);
    expect(pace.size).toBe(6);
    pace.note(0, 6);
    expect(pace.size).toBe(1);
    for (let n = 0; n < 9; n++) pace.note(1, 1);
    expect(pace.size).toBe(20);
  });
});
