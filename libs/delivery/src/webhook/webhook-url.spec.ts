import { checkWebhookUrl } from './webhook-url.js';

const CLOSED = { WEBHOOK_ALLOW_PRIVATE: false, WEBHOOK_ALLOW_HTTP: false };

describe('checkWebhookUrl', () => {
  it.each([
    'https://hooks.example.org/a?b=c',
    'https://hooks.example.org:8443/',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/x',
    'https://bücher.example/',
  ])('takes %s', (url) => {
    expect(checkWebhookUrl(url, CLOSED)).toBeNull();
  });

  it.each([
    // Every spelling of 127.0.0.1 that a URL knows.
    'https://127.0.0.1/',
    'https://127.1/',
    'https://127.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://127.0.0.1./',
    'https://127。0。0。1/',
    'https://①②⑦.⓪.⓪.①/',
    'https://%31%32%37.0.0.1/',
    'https://0/',
    'https://0.0.0.0/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[2002:7f00:1::]/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/',
    'https://192.168.0.1/',
    'https://100.100.100.200/',
    'https://224.0.0.1/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://db.internal/',
    'https://nas.local/',
    'https://metadata/',
    'https://router.home.arpa/',
  ])('sees that %s leads into a private network', (url) => {
    expect(checkWebhookUrl(url, CLOSED)).toBe('The URL leads into a private network.');
  });

  it.each([
    '',
    'hooks',
    '/x',
    '//hooks.example.org/',
    'http://hooks.example.org/',
    'ftp://hooks.example.org/',
    'file:///etc/passwd',
    'gopher://hooks.example.org/',
    'javascript:alert(1)',
    'https://',
    'https:///x y',
    'https://hooks.example.org:99999/',
    `https://hooks.example.org/${'a'.repeat(2000)}`,
  ])('refuses %j', (url) => {
    expect(checkWebhookUrl(url, CLOSED)).not.toBeNull();
  });

  it('refuses credentials in the URL', () => {
    expect(checkWebhookUrl('https://user:pass@hooks.example.org/', CLOSED)).toContain('password');
    expect(checkWebhookUrl('https://hooks.example.org@evil.example/', CLOSED)).toContain('password');
  });

  it('lets configuration open what it names, and no more', () => {
    const http = { ...CLOSED, WEBHOOK_ALLOW_HTTP: true };
    expect(checkWebhookUrl('http://hooks.example.org/', http)).toBeNull();
    expect(checkWebhookUrl('http://127.0.0.1/', http)).not.toBeNull();
    const inside = { ...CLOSED, WEBHOOK_ALLOW_PRIVATE: true };
    expect(checkWebhookUrl('https://127.0.0.1/', inside)).toBeNull();
    expect(checkWebhookUrl('http://127.0.0.1/', inside)).not.toBeNull();
  });
});
