import helmet from '@fastify/helmet';
import { fastify } from 'fastify';

type Headers = Readonly<Record<string, string>>;

const OPTIONS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      // The documentation page is our only page: its scripts and styles come from here.
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
};

/** Not a security header of helmet's, but as universal: answers are for one caller and may be outdated at once. */
const OURS: Headers = { 'cache-control': 'private, no-cache' };

/**
 * The headers of every answer. Helmet decides them, once: its plugin rebuilds the same strings for every request,
 * which costs more than the rest of the HTTP layer.
 */
export async function securityHeaders(): Promise<Headers> {
  const probe = fastify();
  await probe.register(helmet, OPTIONS);
  probe.get('/', () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const foreign = new Set(['content-length', 'content-type', 'date', 'connection']);
  const chosen = Object.entries(headers).filter(([name]) => !foreign.has(name));
  return { ...Object.fromEntries(chosen.map(([name, value]) => [name, String(value)])), ...OURS };
}
