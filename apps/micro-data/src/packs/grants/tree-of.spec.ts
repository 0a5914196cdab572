import { treeOf } from './tree-of.js';

const unit = (code: string, kind: string, parent_id: string | null) => ({
  id: code,
  parent_id,
  kind,
  code,
  name: code,
  org_number: null,
  county: null,
  member_count: null,
  is_active: true,
  version: 1,
});

describe('the tree of an organization', () => {
  it('hangs every unit below the one above it, in the order given', () => {
    const tree = treeOf([
      unit('ORG', 'org', null),
      unit('R1', 'region', 'ORG'),
      unit('R2', 'region', 'ORG'),
      unit('L0', 'local', null),
      unit('L1', 'local', 'R1'),
      unit('L2', 'local', 'R1'),
      unit('L3', 'local', 'ORG'),
    ]);
    const drawn = (nodes: typeof tree): unknown[] =>
      nodes.map(({ code, children }) => (children.length > 0 ? [code, drawn(children)] : code));
    expect(drawn(tree)).toEqual([['ORG', [['R1', ['L1', 'L2']], 'R2', 'L3']], 'L0']);
  });
});
