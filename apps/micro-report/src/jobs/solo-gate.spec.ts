import { SoloGate } from './solo-gate.js';

describe('the solo gate', () => {
  /** Enters and notes when it is in. */
  const enter = (gate: SoloGate, alone: boolean, notes: string[], name: string) =>
    gate.enter(alone).then((leave) => {
      notes.push(name);
      return leave;
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('lets usual jobs through together', async () => {
    const gate = new SoloGate();
    const notes: string[] = [];
    await Promise.all([enter(gate, false, notes, 'a'), enter(gate, false, notes, 'b')]);
    expect(notes).toEqual(['a', 'b']);
  });

  it('lets a suspect through when nobody is inside, and nobody with it', async () => {
    const gate = new SoloGate();
    const notes: string[] = [];
    const leaveUsual = await enter(gate, false, notes, 'usual');
    const suspect = enter(gate, true, notes, 'suspect');
    const later = enter(gate, false, notes, 'later');
    await settle();
    expect(notes).toEqual(['usual']);
    leaveUsual();
    const leaveSuspect = await suspect;
    await settle();
    expect(notes).toEqual(['usual', 'suspect']);
    leaveSuspect();
    await later;
    expect(notes).toEqual(['usual', 'suspect', 'later']);
  });

  it('takes suspects one by one', async () => {
    const gate = new SoloGate();
    const notes: string[] = [];
    const leave = await enter(gate, true, notes, 'first');
    const second = enter(gate, true, notes, 'second');
    await settle();
    expect(notes).toEqual(['first']);
    leave();
    await second;
    expect(notes).toEqual(['first', 'second']);
  });
});
