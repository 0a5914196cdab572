import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, importPKCS8, SignJWT, type JWTPayload } from 'jose';
import { GalleyError } from '../errors/galley-error.js';
import { TEST_AUTH_SECRET } from '../testing/test-config.js';
import { TEST_USER } from '../testing/test-callers.js';
import { localRights, userClaims } from './claims.js';
import { issueLocalToken, LOCAL_AUDIENCE, LOCAL_ISSUER } from './local-issuer.js';
import { UserTokens } from './user-tokens.js';

const HOUR_S = 3600;
const now = () => Math.floor(Date.now() / 1000);
const claims = () => ({
  sub: TEST_USER,
  org: 'ACME',
  roles: ['org_admin'],
  iss: LOCAL_ISSUER,
  aud: LOCAL_AUDIENCE,
  exp: now() + HOUR_S,
});

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function signed(payload: object, header: object = { alg: 'HS256' }, secret = TEST_AUTH_SECRET): string {
  const body = `${encode(header)}.${encode(payload)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

async function refusal(verified: Promise<JWTPayload>): Promise<string> {
  try {
    await verified;
  } catch (error) {
    if (error instanceof GalleyError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('tokens of the local issuer', () => {
  const tokens = new UserTokens({ AUTH_SECRET: TEST_AUTH_SECRET });

  test('are accepted when we issued them', async () => {
    const token = await issueLocalToken(TEST_AUTH_SECRET, { sub: TEST_USER, org: 'ACME', roles: ['member'] });
    await expect(tokens.verify(token)).resolves.toMatchObject({ sub: TEST_USER, org: 'ACME' });
  });

  const tricks: Record<string, () => string> = {
    'no signature (alg none)': () => `${encode({ alg: 'none' })}.${encode(claims())}.`,
    'alg none in other letters': () => signed(claims(), { alg: 'nOnE' }),
    'another HMAC': () => signed(claims(), { alg: 'HS512' }),
    'another key': () => signed(claims(), { alg: 'HS256' }, 'x'.repeat(32)),
    'a changed payload': () =>
      signed(claims()).replace(/\.[^.]+\./, `.${encode({ ...claims(), org: 'GLOBEX' })}.`),
    'a past expiry': () => signed({ ...claims(), exp: now() - 60 }),
    'no expiry': () => signed({ ...claims(), exp: undefined }),
    'a later beginning': () => signed({ ...claims(), nbf: now() + 600 }),
    'a foreign audience': () => signed({ ...claims(), aud: 'somebody-else' }),
    'no audience': () => signed({ ...claims(), aud: undefined }),
    'a foreign issuer': () => signed({ ...claims(), iss: 'https://evil.example.org' }),
    'no subject': () => signed({ ...claims(), sub: undefined }),
    'no organization': () => signed({ ...claims(), org: undefined }),
    'a key of its own (jwk)': () =>
      signed(claims(), { alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, '\0\0\0'),
    'a key elsewhere (jku)': () =>
      signed(claims(), { alg: 'HS256', jku: 'https://evil.example.org' }, 'x'.repeat(32)),
    'a path as kid': () => signed(claims(), { alg: 'HS256', kid: '/dev/null' }, ''),
    'an unknown critical header': () => signed(claims(), { alg: 'HS256', crit: ['x'], x: 1 }),
    'two parts': () => 'a.b',
    'no JSON': () => 'aaaa.bbbb.cccc',
  };

  test.each(Object.entries(tricks))('are refused with %s', async (_name, token) => {
    expect(await refusal(tokens.verify(token()))).toBe('unauthenticated');
  });
});

describe('tokens of a foreign issuer', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = { iss: 'https://issuer.example.org', aud: 'galley' };
  let server: Server;
  let tokens: UserTokens;
  const configured = (url: string) =>
    new UserTokens({ AUTH_JWKS_URL: url, AUTH_ISSUER: foreign.iss, AUTH_AUDIENCE: foreign.aud });

  beforeAll(async () => {
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    server = createServer((_request, answer) => answer.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    tokens = configured(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
  });

  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  async function issue(key: typeof privateKey, kid = 'one', changes: object = {}): Promise<string> {
    const pkcs8 = key.export({ type: 'pkcs8', format: 'pem' }) as string;
    return new SignJWT({ ...claims(), ...foreign, ...changes })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(await importPKCS8(pkcs8, 'RS256'));
  }

  test('are accepted under a published key', async () => {
    await expect(tokens.verify(await issue(privateKey))).resolves.toMatchObject({ sub: TEST_USER });
  });

  test('are refused when signed with the public key as an HMAC secret', async () => {
    const pem = await exportSPKI(publicKey);
    const token = signed({ ...claims(), ...foreign }, { alg: 'HS256', kid: 'one' }, pem);
    expect(await refusal(tokens.verify(token))).toBe('unauthenticated');
  });

  test.each([
    ['an unpublished key', () => issue(stranger.privateKey)],
    ['an unknown key id', () => issue(privateKey, 'two')],
    ['a foreign audience', () => issue(privateKey, 'one', { aud: 'other' })],
    ['the local issuer', () => issue(privateKey, 'one', { iss: LOCAL_ISSUER })],
    ['the local secret', () => issueLocalToken(TEST_AUTH_SECRET, { sub: TEST_USER, org: 'ACME', roles: [] })],
  ])('are refused with %s', async (_name, token) => {
    expect(await refusal(tokens.verify(await token()))).toBe('unauthenticated');
  });

  test('wait (503) while the keys cannot be read', async () => {
    expect(await refusal(configured('http://127.0.0.1:1/jwks').verify(await issue(privateKey)))).toBe(
      'unavailable',
    );
  });
});

describe('claims', () => {
  test.each([{ sub: 'kari' }, { sub: 7 }, { org: '' }, { org: 'x'.repeat(51) }, { org: ['ACME'] }])(
    'refuse %j',
    (change) => {
      expect(() => userClaims({ ...claims(), ...change })).toThrow(GalleyError);
    },
  );

  test('grant known roles only, and never those of a service', () => {
    expect(localRights({ roles: ['org_admin', 'root', 'service'] }).roles).toEqual(['org_admin']);
    expect(localRights({}).roles).toEqual([]);
  });

  test('tell confined from not confined', () => {
    expect(localRights({ roles: [] }).bu_codes).toBeNull();
    expect(localRights({ roles: [], bus: [] }).bu_codes).toEqual([]);
    expect(() => localRights({ roles: [], bus: 'HQ' })).toThrow(GalleyError);
  });
});
