import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { issueLocalToken, knownRoles } from '@galley/platform';
import { localSecrets } from './stack/secrets.js';

const USAGE =
  'npm run -s token -- --org <code> --roles a,b [--sub <uuid>] [--bus A,B] [--projects <uuid>,<uuid>] [--ttl 1h]';
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

// npm run -s token: prints a token for the local secret and nothing else.
const { values } = parseArgs({
  options: {
    org: { type: 'string' },
    roles: { type: 'string' },
    sub: { type: 'string' },
    bus: { type: 'string' },
    projects: { type: 'string' },
    ttl: { type: 'string', default: '1h' },
  },
});
if (!values.org || !values.roles) throw new Error(USAGE);
const roles = list(values.roles);
const unknown = roles.filter((role) => !knownRoles([role]).length);
if (unknown.length > 0) throw new Error(`Nobody can hold the role ${unknown.join(', ')}.\n${USAGE}`);

const { AUTH_SECRET } = await localSecrets();
const token = await issueLocalToken(
  AUTH_SECRET,
  {
    sub: values.sub ?? personOf(values.org, values.roles),
    org: values.org,
    roles,
    ...(values.bus && { bus: list(values.bus) }),
    ...(values.projects && { projects: list(values.projects) }),
  },
  secondsOf(values.ttl),
);
console.log(token);

/** The same person for the same organization and roles, so that two tokens of one call see each other's jobs. */
function personOf(org: string, names: string): string {
  const hex = createHash('sha256').update(`${org}/${names}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function secondsOf(ttl: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(ttl) ?? [];
  const seconds = Number(amount) * (SECONDS[unit ?? ''] ?? Number.NaN);
  if (!(seconds > 0))
    throw new Error(`--ttl is a number and one of s, m, h, d, as in 1h or 30m; it was "${ttl}".`);
  return seconds;
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
