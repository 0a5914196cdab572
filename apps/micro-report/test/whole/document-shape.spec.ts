import { shapeFaults, type Shape } from './document-shape.js';

const SHAPES: Readonly<Record<string, Shape>> = {
  Item: {
    type: 'object',
    required: ['id', 'count'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      count: { type: ['integer', 'null'] },
      state: { type: 'string', enum: ['open', 'closed'] },
      parent: { anyOf: [{ $ref: '#/components/schemas/Item' }, { type: 'null' }] },
      tags: { type: 'array', items: { type: 'string' } },
      facts: { type: 'object', additionalProperties: { type: 'integer' } },
    },
  },
};
const ID = '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d';

describe('the check of an answer against its document', () => {
  const faults = (value: unknown) => shapeFaults(value, { $ref: '#/components/schemas/Item' }, SHAPES);

  it('is silent about what is as documented', () => {
    const parent = { id: ID, count: null, parent: null };
    expect(faults({ id: ID, count: 2, state: 'open', tags: ['a'], facts: { rows: 1 }, parent })).toEqual([]);
  });

  it.each([
    [{ id: ID }, '/count is missing'],
    [{ id: 'x', count: 1 }, '/id is no uuid: x'],
    [{ id: ID, count: 1.5 }, '/count is number, not integer or null'],
    [{ id: ID, count: 1, state: 'ajar' }, '/state is none of its choices: ajar'],
    [{ id: ID, count: 1, colour: 'red' }, '/colour is not documented'],
    [{ id: ID, count: 1, tags: [1] }, '/tags/0 is integer, not string'],
    [{ id: ID, count: 1, facts: { rows: 'many' } }, '/facts/rows is string, not integer'],
    [{ id: ID, count: 1, parent: { id: ID } }, '/parent/count is missing'],
    [[], ' is array, not object'],
  ])('names what is wrong with %j', (value, fault) => {
    expect(faults(value)).toEqual([fault]);
  });
});
