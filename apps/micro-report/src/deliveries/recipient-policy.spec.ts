import { mayMailTo, targetOf } from './recipient-policy.js';

describe('the recipient policy', () => {
  it.each([
    ['ada@example.org', [], true],
    ['ada@example.org', ['example.org'], true],
    ['ada@EXAMPLE.org', ['Example.ORG'], true],
    ['ada@example.org', ['@example.org'], true],
    ['ada@mail.example.org', ['example.org'], false],
    ['ada@mail.example.org', ['*.example.org'], true],
    ['ada@a.b.example.org', ['*.example.org'], true],
    ['ada@example.org', ['*.example.org'], false],
    ['ada@evilexample.org', ['example.org'], false],
    ['ada@evilexample.org', ['*.example.org'], false],
    ['ada@example.org.evil.com', ['example.org', '*.example.org'], false],
    ['"ada@example.org"@evil.com', ['example.org'], false],
    ['ada@bücher.example', ['xn--bcher-kva.example'], true],
    ['ada@xn--bcher-kva.example', ['bücher.example'], true],
    ['ada', ['example.org'], false],
    ['ada@', ['*.'], false],
    ['ada@example.org', ['*'], false],
  ])('says of mail to %s where %j may be written to: %s', (address, allowed, expected) => {
    expect(mayMailTo(address, allowed)).toBe(expected);
  });
});

describe('the target of a recipient', () => {
  it('is one however the domain is written, and keeps the capitals before it', () => {
    expect(targetOf({ type: 'email', value: 'Ada@Example.ORG' })).toBe('Ada@example.org');
  });

  it('is taken as written for other types', () => {
    expect(targetOf({ type: 's3', value: 'Books:Reports/' })).toBe('Books:Reports/');
  });
});
