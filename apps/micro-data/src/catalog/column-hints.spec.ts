import { readColumnHints, readComment } from './column-hints.js';

describe('readComment', () => {
  it('takes a plain comment as the label', () => {
    expect(readComment(' Net amount ')).toEqual({ label: 'Net amount' });
  });

  it('takes hints after a bar', () => {
    expect(readComment('Net | format=money scale=2 role=measure')).toEqual({
      label: 'Net',
      format: 'money',
      scale: 2,
      role: 'measure',
    });
  });

  it.each(['In | out', 'Rate | scale=many', 'Rate | colour=red'])('keeps "%s" whole as label', (text) => {
    expect(readComment(text)).toEqual({ label: text });
  });

  it('says nothing of an absent comment', () => {
    expect(readComment(null)).toEqual({});
  });
});

describe('readColumnHints', () => {
  it('reads a list and an object alike', () => {
    const expected = new Map([['value', { format: 'money' }]]);
    expect(readColumnHints([{ name: 'value', format: 'money' }])).toEqual(expected);
    expect(readColumnHints({ value: { format: 'money' } })).toEqual(expected);
  });

  it('leaves out what it cannot read', () => {
    expect(readColumnHints('nonsense').size).toBe(0);
  });
});
