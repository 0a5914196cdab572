import { fileOf, messageOf } from '../testing/messages.js';
import { droppedName } from './dropped-name.js';
import { checkDestination, destinationTarget, findDestination } from './named-destinations.js';

describe('destinationTarget', () => {
  it.each([
    ['finance', { name: 'finance', folder: '' }],
    ['finance:', { name: 'finance', folder: '' }],
    ['finance:monthly', { name: 'finance', folder: 'monthly/' }],
    ['finance:monthly/', { name: 'finance', folder: 'monthly/' }],
    ['finance:a b/Å-1/2026.06', { name: 'finance', folder: 'a b/Å-1/2026.06/' }],
  ])('reads %s', (target, expected) => {
    expect(destinationTarget(target)).toEqual(expected);
  });

  it.each([
    '',
    ':x',
    'Finance:x',
    'fin ance:x',
    '../etc:x',
    'finance:..',
    'finance:../x',
    'finance:a/../../b',
    'finance:a/./b',
    'finance:/etc',
    'finance://x',
    'finance:a//b',
    'finance:.ssh',
    'finance:a/.hidden',
    'finance:a\\..\\b',
    'finance:a/b.',
    'finance:a/ b',
    'finance:a\0b',
    'finance:a\nb',
    'finance:%2e%2e/x',
    'finance:..%2fx',
    'finance:\u2025/x',
    'finance:~root',
    `finance:${'a/'.repeat(300)}`,
    's3://bucket/key',
  ])('refuses %j', (target) => {
    expect(destinationTarget(target)).toBeNull();
  });
});

describe('a destination', () => {
  const destinations = { ours: { organizations: ['a'] }, everyones: {} };

  it('kept for others is as unknown as a missing one', () => {
    expect(checkDestination(destinations, 'ours:x', 'a')).toBeNull();
    expect(checkDestination(destinations, 'everyones:x', 'b')).toBeNull();
    expect(checkDestination(destinations, 'ours:x', 'b')).toBe('There is no destination called ours.');
    expect(checkDestination(destinations, 'none:x', 'b')).toBe('There is no destination called none.');
  });

  it('is never found among the properties of objects', () => {
    for (const name of ['constructor', 'tostring', 'valueof']) expect(findDestination({}, name)).toBeNull();
    expect(findDestination({ ...destinations }, 'constructor')).toBeNull();
  });
});

describe('droppedName', () => {
  const file = fileOf('x', '../Ordrer 2026-06.xlsx');

  it('is the same in every attempt and that of no other message', () => {
    const one = droppedName(messageOf('x', { file, options: { stamp: '20260701T060000Z' } }));
    expect(one).toMatch(/^Ordrer 2026-06\.20260701T060000Z-[0-9a-f]{12}\.xlsx$/);
    expect(droppedName(messageOf('y', { file, options: { stamp: '20260701T060000Z' } }))).toBe(one);
    expect(
      droppedName(messageOf('x', { file, id: 'other', options: { stamp: '20260701T060000Z' } })),
    ).not.toBe(one);
  });

  it.each(['../../x', 'a/b', '', 5, undefined, 'a'.repeat(41)])('leaves out the stamp %j', (stamp) => {
    expect(droppedName(messageOf('x', { file, options: { stamp } }))).toMatch(
      /^Ordrer 2026-06\.[0-9a-f]{12}\.xlsx$/,
    );
  });

  it('keeps mark and extension of a long name', () => {
    const options = { stamp: '2'.repeat(40) };
    const name = droppedName(messageOf('x', { file: fileOf('x', `${'é'.repeat(300)}.csv`), options }));
    expect(name).toMatch(/[0-9a-f]{12}\.csv$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});
