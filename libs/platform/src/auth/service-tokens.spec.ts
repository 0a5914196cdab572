import { SignJWT } from 'jose';
import { TEST_USER } from '../testing/test-callers.js';
import { TEST_SERVICE_SECRET } from '../testing/test-config.js';
import { hmacKey } from './local-issuer.js';
import { SERVICE_AUDIENCE, SERVICE_ISSUER, ServiceTokens, type ServiceCall } from './service-tokens.js';

const tokens = new ServiceTokens(TEST_SERVICE_SECRET);
const call: ServiceCall = {
  subject: TEST_USER,
  organization: 'ACME',
  bu_codes: ['HQ'],
  project_ids: ['0199aaaa-0000-7000-8000-0000000000cc'],
  roles: ['org_admin', 'member'],
  source: 'procurement.stock_on_hand',
  job_id: '0199aaaa-0000-7000-8000-0000000000bb',
  attempt: 2,
};
const body = Buffer.from('{"name":"procurement.stock_on_hand"}');

test('a service token names the one call it is good for', async () => {
  await expect(tokens.verify(await tokens.issue(call, body), body)).resolves.toMatchObject({
    ...call,
    issuer: SERVICE_ISSUER,
  });
});

test.each([
  ['another body', Buffer.from('{"name":"procurement.vendors"}')],
  ['no body', null],
])('a service token is refused with %s', async (_name, other) => {
  await expect(tokens.verify(await tokens.issue(call, body), other)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

test('a service token of another secret is refused', async () => {
  const foreign = new ServiceTokens(TEST_SERVICE_SECRET.toLowerCase());
  await expect(tokens.verify(await foreign.issue(call, body), body)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

test('a service token that was given a longer life is refused once a minute has passed', async () => {
  const issuedAt = Math.floor(Date.now() / 1000) - 120;
  const token = await new SignJWT({ org: 'ACME', body_digest: 'x' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(TEST_USER)
    .setIssuer(SERVICE_ISSUER)
    .setAudience(SERVICE_AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 86_400)
    .sign(hmacKey(TEST_SERVICE_SECRET));
  await expect(tokens.verify(token, null)).rejects.toMatchObject({ code: 'unauthenticated' });
});
