import { Seats } from './seats.js';

describe('the seats of a worker', () => {
  it('never go all to one organization', async () => {
    const seats = new Seats(3);
    const taken = [await seats.take('A', 0), await seats.take('A', 0), await seats.take('A', 0)];
    expect(taken.map((seat) => seat !== null)).toEqual([true, true, false]);
    expect(await seats.take('B', 0)).not.toBeNull();
  });

  it('are one for everybody where there is only one', async () => {
    expect(await new Seats(1).take('A', 0)).not.toBeNull();
  });

  it('are given to who waits as soon as one is left', async () => {
    const seats = new Seats(2);
    const first = await seats.take('A', 0);
    const second = seats.take('A', 5_000);
    first?.leave();
    expect(await second).not.toBeNull();
  });

  it('are left once, however often it is said', async () => {
    const seats = new Seats(2);
    const first = await seats.take('A', 0);
    first?.leave();
    first?.leave();
    await seats.take('A', 0);
    expect(await seats.take('A', 10)).toBeNull();
  });
});
