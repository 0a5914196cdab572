import { emailAddress, namedAddress } from './email-address.js';

describe('emailAddress', () => {
  it.each([
    ['kari@example.org', 'kari@example.org'],
    ['Kari.Nordmann+galley@Example.ORG', 'Kari.Nordmann+galley@example.org'],
    ['kari@blåbær.example', 'kari@xn--blbr-roah.example'],
    ['kari@xn--blbr-roah.example', 'kari@xn--blbr-roah.example'],
    ['用户@例子.广告', '用户@xn--fsqu00a.xn--4rr70v'],
    ["o'brien_{x}@sub.example.co", "o'brien_{x}@sub.example.co"],
  ])('takes %s as %s', (given, expected) => {
    expect(emailAddress(given)).toBe(expected);
  });

  it.each([
    '',
    'kari',
    'kari@',
    '@example.org',
    'kari@localhost',
    'a@b@example.org',
    'a@example.org,eve@example.org',
    'a@example.org;eve@example.org',
    'a@example.org eve@example.org',
    'Kari <kari@example.org>',
    '<kari@example.org>',
    'kari@example.org(comment)',
    'kari(eve@evil.example)@example.org',
    '"kari eve"@example.org',
    '"a@evil.example"@example.org',
    '@evil.example:kari@example.org',
    'group:a@example.org;',
    'kari@example.org\r\nBcc: eve@example.org',
    'kari@example.org\n',
    'kari\0@example.org',
    ' kari@example.org',
    '.kari@example.org',
    'ka..ri@example.org',
    'kari.@example.org',
    'kari@example..org',
    'kari@.example.org',
    'kari@example.org.',
    'kari@-example.org',
    'kari@example-.org',
    'kari@[10.0.0.1]',
    'kari@10.0.0.1',
    'kari@ex%61mple.org',
    'kari@exam_ple.org',
    'kari@example.org/..',
    `${'k'.repeat(65)}@example.org`,
    `kari@${'a.'.repeat(130)}org`,
    'kari@\u202Egro.example',
  ])('refuses %j', (given) => {
    expect(emailAddress(given)).toBeNull();
  });
});

describe('namedAddress', () => {
  it.each([
    ['reports@example.org', '', 'reports@example.org'],
    ['Reports <reports@example.org>', 'Reports', 'reports@example.org'],
    ['"Reports, Ltd." <reports@example.org>', 'Reports, Ltd.', 'reports@example.org'],
  ])('reads %s', (given, name, address) => {
    expect(namedAddress(given)).toEqual({ name, address });
  });

  it.each(['', 'Reports', 'A <a@b.c> <d@e.f>', 'A\r\nBcc: x <a@b.example>', 'a@b.example, c@d.example'])(
    'refuses %j',
    (given) => {
      expect(namedAddress(given)).toBeNull();
    },
  );
});
