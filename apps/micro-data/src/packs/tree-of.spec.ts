import { treeOf } from './tree-of.js';

const unit = (id: string, parent_id: string | null) => ({ id, parent_id });

describe('a tree of rows', () => {
  it('hangs every row below the one above it, in the order given', () => {
    const tree = treeOf([
      unit('ORG', null),
      unit('R1', 'ORG'),
      unit('R2', 'ORG'),
      unit('L0', null),
      unit('L1', 'R1'),
      unit('L2', 'R1'),
      unit('L3', 'ORG'),
    ]);
    const drawn = (nodes: typeof tree): unknown[] =>
      nodes.map(({ id, children }) => (children.length > 0 ? [id, drawn(children)] : id));
    expect(drawn(tree)).toEqual([['ORG', [['R1', ['L1', 'L2']], 'R2', 'L3']], 'L0']);
  });
});
