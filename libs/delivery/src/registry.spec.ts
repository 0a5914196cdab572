import { z } from 'zod';
import { CHANNEL_KEYS, checkDeliveryConfig, deliveryConfigShape, openChannels } from './registry.js';
import { messageOf, never, verdictOf } from './testing/messages.js';

const schema = z.object(deliveryConfigShape);

function faultsOf(env: Record<string, string>): string[] {
  const parsed = schema.safeParse(env);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const faults: string[] = [];
  checkDeliveryConfig(parsed.data, (key) => faults.push(key));
  return faults;
}

const SMTP = { SMTP_URL: 'smtp://mail.example.org', SMTP_FROM: 'reports@example.org' };
const KEY = `SHA256:${'A'.repeat(43)}`;
const SFTP = { host: 'sftp.example.org', user: 'galley', password: 'hunter2', host_key: KEY };

describe('openChannels', () => {
  it('opens every channel without any configuration; webhooks need none', async () => {
    const channels = openChannels(schema.parse({}));
    expect(CHANNEL_KEYS).toEqual(['email', 'webhook', 's3', 'sftp']);
    expect(channels.all.filter(({ configured }) => configured).map(({ key }) => key)).toEqual(['webhook']);
    for (const key of ['email', 's3', 'sftp']) {
      const work = channels.get(key)?.send(messageOf('x'), never) ?? Promise.resolve();
      expect(await verdictOf(work)).toBe('channel-not-configured, never again');
    }
    expect(channels.get('fax')).toBeUndefined();
    expect(channels.get('email')?.check('kari@example.org')).toBeNull();
    expect(channels.get('email')?.check('kari')).not.toBeNull();
    expect(channels.get('s3')?.check('finance:x')).toBe('There is no destination called finance.');
    await channels.close();
  });

  it('refuses a configuration with faults', () => {
    expect(() => openChannels(schema.parse({ SMTP_URL: SMTP.SMTP_URL }))).toThrow('SMTP_FROM');
  });
});

describe('the configuration of delivery', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', {}, []],
    ['a mail server', SMTP, []],
    ['no sender', { SMTP_URL: SMTP.SMTP_URL }, ['SMTP_FROM']],
    ['a sender only', { SMTP_FROM: SMTP.SMTP_FROM }, ['SMTP_URL']],
    ['options in the URL', { ...SMTP, SMTP_URL: `${SMTP.SMTP_URL}/?tls=no` }, ['SMTP_URL']],
    ['open credentials', { ...SMTP, SMTP_URL: 'smtp://u:p@m.example', SMTP_TLS: 'preferred' }, ['SMTP_TLS']],
    ['a bucket', { DELIVERY_S3: '{"finance":{"bucket":"reports"}}' }, []],
    ['a server', { DELIVERY_SFTP: JSON.stringify({ bank: SFTP }) }, []],
  ])('judges %s', (_what, env, faults) => {
    expect(faultsOf(env)).toEqual(faults);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no host key', { ...SFTP, host_key: undefined }],
    ['a host key of another form', { ...SFTP, host_key: 'aa:bb' }],
    ['no host key at all', { ...SFTP, host_key: [] }],
    ['two ways to sign in', { ...SFTP, private_key: 'x' }],
    ['no way to sign in', { ...SFTP, password: undefined }],
    ['a key nobody knows', { ...SFTP, hostkey: KEY }],
  ])('refuses a server with %s, and shows no value', (_what, destination) => {
    const faults = faultsOf({ DELIVERY_SFTP: JSON.stringify({ bank: destination }) });
    expect(faults).not.toEqual([]);
    expect(faults.join()).toContain('DELIVERY_SFTP.bank');
    expect(faults.join()).not.toContain('hunter2');
  });

  it.each(['{"finance": {"secret_access_key": "hunter2"', '[1]', '{"Fin ance":{"bucket":"reports"}}'])(
    'refuses %s without showing it',
    (text) => {
      const faults = faultsOf({ DELIVERY_S3: text });
      expect(faults).not.toEqual([]);
      expect(faults.join()).not.toContain('hunter2');
    },
  );
});
