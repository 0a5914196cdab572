import { evaluateForm, type Evaluation } from './evaluate-form.js';
import type { Form } from './form.js';
import { calculate, formOf, isAdult, options, type Wishes } from './testing/form-of.js';

const evaluate = (form: Form, given: object): Evaluation => evaluateForm(form, { ...given });
const answersOf = (form: Form, given: object) => evaluate(form, given).answers;
const saysOf = (form: Form, given: object) => evaluate(form, given).faults.map(({ detail }) => detail);

describe('what is relevant', () => {
  const form = formOf(
    { name: 'age' },
    { name: 'job', type: 'text', required: true, relevant: isAdult, constraint: { op: '!=', value: 'none' } },
  );

  it('ME-F1: an answer to what is not asked is absent, even one that is wrong', () => {
    expect(evaluate(form, { age: 17, job: 'baker' })).toEqual({
      relevant: ['age'],
      answers: { age: 17 },
      faults: [],
    });
    expect(answersOf(form, { age: 17, job: 99 })).toEqual({ age: 17 });
    expect(answersOf(form, { age: 18, job: 'baker' })).toEqual({ age: 18, job: 'baker' });
  });

  it('ME-F2: what is required is required where it is asked', () => {
    expect(evaluate(form, { age: 17 }).faults).toEqual([]);
    for (const job of [undefined, null, '', '  ']) {
      expect(evaluate(form, { age: 18, job }).faults).toEqual([{ field: 'job', detail: 'job is required' }]);
    }
  });

  it('ME-F3: a constraint says nothing of a blank', () => {
    const optional = formOf({
      name: 'age',
      constraint: { op: '>', value: 0 },
      constraint_message: 'Too young.',
    });
    expect(evaluate(optional, { age: null })).toMatchObject({ answers: {}, faults: [] });
    expect(saysOf(optional, { age: 0 })).toEqual(['age is refused: Too young.']);
    const elsewhere = formOf(
      { name: 'members' },
      { name: 'girls', constraint: { field: '.', op: '<=', value: { field: 'members' } } },
    );
    expect(saysOf(elsewhere, { girls: 5 })).toEqual([]);
    expect(saysOf(elsewhere, { members: 4, girls: 5 })).toEqual(['girls does not satisfy its constraint']);
    expect(saysOf(elsewhere, { members: 5, girls: 5 })).toEqual([]);
  });

  it.each([
    ['=', { op: '=', value: 'yes' }],
    ['!=', { op: '!=', value: 'no' }],
    ['not', { not: { op: '=', value: 'no' } }],
    ['in', { op: 'in', value: ['yes', 'maybe'] }],
  ])('ME-F4: hiding B hides C, which asks for B by %s', (_op, asked) => {
    const ofB = JSON.parse(JSON.stringify(asked).replace('"op"', '"field":"b","op"')) as object;
    const chain = formOf(
      { name: 'a', type: 'boolean' },
      { name: 'b', type: 'text', relevant: { field: 'a', op: '=', value: true } },
      { name: 'c', type: 'text', relevant: ofB },
    );
    expect(evaluate(chain, { a: true, b: 'yes', c: 'x' }).relevant).toEqual(['a', 'b', 'c']);
    expect(evaluate(chain, { a: true, b: 'no', c: 'x' }).relevant).toEqual(['a', 'b']);
    expect(answersOf(chain, { a: false, b: 'yes', c: 'x' })).toEqual({ a: false });
    expect(answersOf(chain, { b: 'yes', c: 'x' })).toEqual({});
  });

  it.each<[object, object, boolean]>([
    [{ all: [isAdult, { field: 'sex', op: '=', value: 'f' }] }, { age: 20, sex: 'f' }, true],
    [{ all: [isAdult, { field: 'sex', op: '=', value: 'f' }] }, { age: 20, sex: 'm' }, false],
    [{ all: [isAdult, { field: 'sex', op: '=', value: 'f' }] }, { age: 20 }, false],
    [{ any: [isAdult, { field: 'sex', op: '=', value: 'f' }] }, { sex: 'f' }, true],
    [{ any: [isAdult, { field: 'sex', op: '=', value: 'f' }] }, { age: 3 }, false],
    [
      { not: { all: [isAdult, { not: { field: 'sex', op: '=', value: 'f' } }] } },
      { age: 20, sex: 'f' },
      true,
    ],
    [{ not: isAdult }, {}, false],
    [{ field: 'sex', op: 'blank' }, {}, true],
    [{ field: 'sex', op: 'not_blank' }, { sex: 'f' }, true],
    [{ any: [{ field: 'age', op: 'blank' }, isAdult] }, {}, true],
    [{ field: 'age', op: 'in', value: [18, '19.0'] }, { age: 19 }, true],
    [{ field: 'age', op: '<', value: '18.5' }, { age: 18 }, true],
    [{ field: 'age', op: '!=', value: 18 }, { age: 18 }, false],
    [{ field: 'born', op: '<=', value: '2008-01-31' }, { born: '2008-01-31' }, true],
    [{ field: 'born', op: '>', value: '2008-01-31' }, { born: '2007-12-01' }, false],
  ])('%j of %j is %s', (relevant, given, isRelevant) => {
    const asked = formOf(
      { name: 'age' },
      { name: 'sex', type: 'text' },
      { name: 'born', type: 'date' },
      { name: 'last', relevant },
    );
    expect(evaluate(asked, given).relevant.includes('last')).toBe(isRelevant);
  });
});

describe('a calculation', () => {
  const before: Wishes[] = [
    { name: 'x' },
    { name: 'y', type: 'decimal' },
    { name: 'from', type: 'date' },
    { name: 'to', type: 'date' },
    { name: 'needs', type: 'select_multiple', options },
    { name: 'is_head', type: 'boolean' },
  ];
  const given = {
    x: 7,
    y: '0.10',
    from: '2024-02-28',
    to: '2024-03-01',
    needs: ['cash', 'water'],
    is_head: true,
  };
  const result = (calculation: string, answers: object = given): unknown =>
    answersOf(formOf(...before, calculate(calculation)), answers)['result'] ?? null;

  it('ME-F6: a blank is not 0', () => {
    expect(result('${x}+1', {})).toBeNull();
    expect(result('coalesce(${x},0)+1', {})).toBe('1');
    expect(result('${x}+1', { x: 0 })).toBe('1');
    expect(result('min(${x}, 1)', {})).toBeNull();
    expect(result('if(${x} > 1, 1, 0)', {})).toBeNull();
    expect(result('count_selected(${needs})', {})).toBeNull();
  });

  it.each([
    ['${x} + ${y} * 2', '7.2'],
    ['${y} + 0.20', '0.3'],
    ['-(${x} - 10) / 2', '1.5'],
    ['1 / 3', '0.33333333333333333333'],
    ['${x} / 0', null],
    ['round(2.5) + round(-2.5)', '0'],
    ['round(1.005, 2)', '1.01'],
    ['abs(-3) + min(1, 2) + max(1, ${x})', '11'],
    ["if(${x} >= 7 and not(${x} = 8), 'many', 'few')", 'many'],
    ['${x} = 7 or 1 / 0 = 1', true],
    ["selected(${needs}, 'cash')", true],
    ["if(selected(${needs}, 'food'), 1, 0)", '0'],
    ['count_selected(${needs})', '2'],
    ['days_between(${from}, ${to})', '2'],
    ["${to} > '2024-02-29'", true],
    ['coalesce(${from}, ${to})', '2024-02-28'],
    ['${is_head} = false', false],
    ['999999999999999 * 999.000001', '999000000999999000.999999'],
  ])('%s is %j', (calculation, expected) => {
    expect(result(calculation)).toBe(expected);
  });

  it('is kept as the server has it, whatever was sent', () => {
    const form = formOf({ name: 'x' }, calculate('${x} * 2'));
    expect(answersOf(form, { x: 4, result: '1000' })).toEqual({ x: 4, result: '8' });
    expect(answersOf(form, { result: '1000' })).toEqual({});
    expect(saysOf(formOf({ name: 'x' }, calculate('${x} * 1000000')), { x: 999_999_999_999_999 })).toEqual([
      'result comes to a number that is too large',
    ]);
  });

  it('feeds conditions and other calculations', () => {
    const form = formOf(
      { name: 'girls' },
      { name: 'boys' },
      { name: 'children', type: 'calculate', calculation: '${girls} + ${boys}' },
      { name: 'school', type: 'text', relevant: { field: 'children', op: '>', value: 2 } },
      { name: 'share', type: 'calculate', calculation: '${girls} / ${children}' },
    );
    expect(answersOf(form, { girls: 1, boys: 3, school: 'yes' })).toEqual({
      girls: 1,
      boys: 3,
      children: '4',
      school: 'yes',
      share: '0.25',
    });
    expect(answersOf(form, { girls: 1, boys: 1, school: 'yes' })).not.toHaveProperty('school');
  });
});

describe('an answer', () => {
  const form = formOf(
    { name: 'text', type: 'text' },
    { name: 'integer' },
    { name: 'decimal', type: 'decimal' },
    { name: 'date', type: 'date' },
    { name: 'boolean', type: 'boolean' },
    { name: 'one', type: 'select_one', options },
    { name: 'several', type: 'select_multiple', options },
    { name: 'note', type: 'note' },
  );

  it('ME-F7: of a selection is among its options', () => {
    expect(answersOf(form, { one: 'food', several: ['cash', 'water'] })).toEqual({
      one: 'food',
      several: ['water', 'cash'],
    });
    expect(saysOf(form, { one: 'gold', several: ['food', 'gold'] })).toEqual([
      'one must be one of its options: water, food, cash',
      'several must be some of its options: water, food, cash',
    ]);
    expect(saysOf(form, { several: ['food', 'food'] })).toEqual(['several names an option twice']);
    expect(answersOf(form, { several: [] })).toEqual({});
    const asked = formOf(
      { name: 'needs', type: 'select_multiple', options },
      { name: 'amount', relevant: { field: 'needs', op: 'selected', value: 'cash' } },
    );
    expect(answersOf(asked, { needs: ['food', 'cash'], amount: 5 })).toHaveProperty('amount', 5);
    expect(answersOf(asked, { needs: ['food'], amount: 5 })).not.toHaveProperty('amount');
  });

  it.each([
    ['text', 'Ærlig\ntalt', 'Ærlig\ntalt'],
    ['integer', -12, -12],
    ['integer', '34', 34],
    ['decimal', 0.1, '0.1'],
    ['decimal', '12.500', '12.5'],
    ['decimal', '-0.00', '0'],
    ['decimal', '123456789012345678.123456', '123456789012345678.123456'],
    ['date', '2024-02-29', '2024-02-29'],
    ['boolean', false, false],
    ['boolean', 'Yes', true],
    ['several', 'cash | food', ['food', 'cash']],
  ])('%s: %j is kept as %j', (name, sent, kept) => {
    expect(answersOf(form, { [name]: sent })).toEqual({ [name]: kept });
  });

  it.each([
    ['text', 12, 'text must be a text'],
    ['text', 'x'.repeat(10_001), 'text must have at most 10000 characters'],
    ['text', 'a\u0000b', 'text must not hold control characters'],
    ['text', 'a\ud800b', 'text must not hold control characters'],
    ['integer', 1.5, 'integer must be a whole number of at most 15 digits'],
    ['integer', '1.0', 'integer must be a whole number of at most 15 digits'],
    ['integer', 9_007_199_254_740_991, 'integer must be a whole number of at most 15 digits'],
    ['decimal', 0.1 + 0.2, 'decimal has so many digits that it must be sent as a text, such as "12.50"'],
    ['decimal', '1.1234567', 'decimal must have at most 6 decimals'],
    ['decimal', '1000000000000000000', 'decimal is too large'],
    ['decimal', '1e3', 'decimal must be a decimal number, such as "12.50"'],
    ['date', '2023-02-29', 'date must be a day: YYYY-MM-DD'],
    ['boolean', 1, 'boolean must be true or false'],
    ['one', ['food'], 'one must be one of its options: water, food, cash'],
    ['note', 'x', 'note takes no answer'],
    ['constructor', 'x', 'constructor is no field of the form'],
  ])('%s: %j is refused', (name, sent, detail) => {
    expect(saysOf(form, { [name]: sent })).toEqual([detail]);
  });
});
