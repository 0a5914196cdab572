import { readFileSync } from 'node:fs';
import { TemplateError } from '../faults.js';
import { readUnitCodes, unitScopeOf } from './unit-codes.js';
import { isVisibleFor, isVisibleForAny } from './unit-scope.js';

interface Case {
  readonly allow: string[] | null;
  readonly deny: string[] | null;
  readonly bu: string;
  readonly visible: boolean;
}

const { cases } = JSON.parse(readFileSync(new URL('bu-scope.cases.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

describe('the scope of a template', () => {
  it.each(cases)('allow $allow, deny $deny, unit $bu: visible $visible', ({ allow, deny, bu, visible }) => {
    expect(isVisibleFor({ allow, deny }, bu)).toBe(visible);
  });

  it('reads a stored text as it reads a list', () => {
    const scope = unitScopeOf({ allow_business_unit: 'T01, T03', deny_business_unit: 'T03' });
    expect(['T01', 'T02', 'T03'].filter((code) => isVisibleFor(scope, code))).toEqual(['T01']);
  });

  it('asks one permitted unit of a caller who acts for several', () => {
    const scope = { allow: ['T01'], deny: null };
    expect(isVisibleForAny(scope, ['T02', 'T01'])).toBe(true);
    expect(isVisibleForAny(scope, ['T02'])).toBe(false);
  });

  it('shows everything to a caller with all units and nothing to one with none', () => {
    expect(isVisibleForAny({ allow: ['T01'], deny: null }, null)).toBe(true);
    expect(isVisibleForAny({ allow: null, deny: null }, [])).toBe(false);
  });
});

describe('readUnitCodes', () => {
  it.each([
    ['T01,T03', ['T01', 'T03']],
    [' T01 , T03, ', ['T01', 'T03']],
    [
      ['T01', 'T01', 'T02'],
      ['T01', 'T02'],
    ],
    ['', null],
    [[], null],
    [null, null],
    [undefined, null],
  ])('reads %j as %j', (given, expected) => {
    expect(readUnitCodes(given)).toEqual(expected);
  });

  it.each([[5], [['T 01']], [[1]], [{ code: 'T01' }], [['A'.repeat(51)]]])('refuses %j', (given) => {
    expect(() => readUnitCodes(given, '/allow_business_unit')).toThrow(TemplateError);
  });
});
