import { faultsOf, isAdult, options, calculate, type Wishes } from './testing/form-of.js';

describe('a form is refused when', () => {
  const asks = (field: string): object => ({ field, op: 'not_blank' });

  it('ME-F5: a field refers to a later one, to itself, or to nothing', () => {
    expect(faultsOf({ name: 'a', relevant: { any: [asks('b')] } }, { name: 'b' })).toEqual([
      ['/fields/0/relevant/any/0', 'relevant of a refers to b, which comes later'],
    ]);
    expect(faultsOf({ name: 'a', type: 'calculate', calculation: '${b} + 1' }, { name: 'b' })).toEqual([
      ['/fields/0/calculation', 'calculation of a refers to b, which comes later'],
    ]);
    expect(faultsOf({ name: 'a', constraint: { op: '<', value: { field: 'b' } } }, { name: 'b' })).toEqual([
      ['/fields/0/constraint', 'constraint of a refers to b, which comes later'],
    ]);
    expect(faultsOf({ name: 'a', relevant: asks('a') })).toEqual([
      ['/fields/0/relevant', 'relevant of a refers to itself'],
    ]);
    expect(faultsOf(calculate('${result} + 1'))[0]?.[1]).toBe('calculation of result refers to itself');
    expect(faultsOf({ name: 'a', relevant: asks('z') })[0]?.[1]).toBe(
      'relevant of a names z, which is no field of this form',
    );
    expect(faultsOf({ name: 'n', type: 'note' }, { name: 'a', relevant: asks('n') })[0]?.[1]).toBe(
      'relevant of a names n, a note, which nobody answers',
    );
  });

  it('ME-F5: fields go round in a circle', () => {
    const faults = faultsOf(
      { name: 'a', relevant: asks('c') },
      { name: 'b', type: 'calculate', calculation: '${a} * 2' },
      { name: 'c', constraint: { op: '>', value: { field: 'b' } } },
    );
    expect(faults).toEqual([['/fields/0/relevant', 'relevant of a goes round in a circle: a → c → b → a']]);
  });

  it('one fault is told once, not of what follows from it', () => {
    const faults = faultsOf(
      { name: 'a', type: 'calculate', calculation: '${b} + 1' },
      { name: 'b', type: 'calculate', calculation: '${a} + 1' },
      {
        name: 'c',
        relevant: { field: 'b', op: '>', value: 1 },
        constraint: { op: '<', value: { field: 'b' } },
      },
    );
    expect(faults.map(([, detail]) => detail)).toEqual([
      'calculation of a goes round in a circle: a → b → a',
    ]);
  });

  it.each<[string, Wishes, string]>([
    [
      'a name is none',
      { name: '9 lives' },
      'name of 9 lives must be a letter, then letters, digits and _, at most 50',
    ],
    [
      'a condition is none',
      { name: 'x', relevant: 'age > 3' },
      'relevant of x must be an object with all, any, not, or field and op',
    ],
    [
      'a condition says too much',
      { name: 'x', relevant: { all: [isAdult], op: '=' } },
      'relevant of x must have nothing beside all',
    ],
    ['a group is empty', { name: 'x', relevant: { any: [] } }, 'relevant of x must be a list of conditions'],
    [
      'an operator is unknown',
      { name: 'x', relevant: { field: 'age', op: 'like', value: 1 } },
      'relevant of x must be one of = != < <= > >= in selected blank not_blank',
    ],
    [
      'a number meets a text',
      { name: 'x', relevant: { field: 'age', op: '=', value: 'old' } },
      'relevant of x must be a number, like age',
    ],
    [
      'what has no options is selected',
      { name: 'x', relevant: { field: 'age', op: 'selected', value: 'a' } },
      'relevant of x asks age, which has no options',
    ],
    [
      'an option is unknown',
      { name: 'x', relevant: { field: 'needs', op: 'selected', value: 'gold' } },
      'relevant of x is no option of needs',
    ],
    [
      'a selection is compared',
      { name: 'x', relevant: { field: 'needs', op: '=', value: 'food' } },
      'relevant of x asks needs, of which several are selected: use selected',
    ],
    [
      'a relevance speaks of its answer',
      { name: 'x', relevant: { field: '.', op: 'blank' } },
      'relevant of x may speak of its own answer in a constraint only',
    ],
    [
      'a note is required',
      { name: 'x', type: 'note', required: true },
      'required of x has no meaning where the type is note',
    ],
    [
      'a calculation is no expression',
      { name: 'x', type: 'calculate', calculation: '${age} +' },
      'calculation of x ends too early',
    ],
    [
      'a calculation calls what is not there',
      { name: 'x', type: 'calculate', calculation: 'eval(1)' },
      'calculation of x knows no "eval"',
    ],
    [
      'a calculation mixes kinds',
      { name: 'x', type: 'calculate', calculation: "${age} + 'a'" },
      'calculation of x gives + a text, it takes a number',
    ],
    [
      'a branch is of another kind',
      { name: 'x', type: 'calculate', calculation: "if(${age} > 1, 1, 'a')" },
      'calculation of x gives if values of several kinds',
    ],
    [
      'an option has no label',
      { name: 'x', type: 'select_one', options: [{ value: 'a' }] },
      'options of x must be a text of at most 500 characters',
    ],
    [
      'an option stands twice',
      { name: 'x', type: 'select_one', options: [...options, ...options] },
      'options of x stands twice',
    ],
    ['a number has options', { name: 'x', options }, 'options of x has no meaning where the type is integer'],
  ])('%s', (_case, field, detail) => {
    const before: Wishes[] = [{ name: 'age' }, { name: 'needs', type: 'select_multiple', options }];
    expect(faultsOf(...before, field).map(([, says]) => says)).toEqual([detail]);
  });

  it('fields are too many, or conditions too deep', () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ name: `f${index}` }));
    expect(faultsOf(...many)).toEqual([['/fields', 'fields must be at most 500']]);
    const deep = Array.from({ length: 10 }).reduce((inner) => ({ not: inner }), asks('a') as unknown);
    expect(faultsOf({ name: 'a' }, { name: 'b', relevant: deep })[0]?.[1]).toBe(
      'relevant of b is nested more than 10 deep',
    );
  });
});
