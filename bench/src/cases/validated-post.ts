import autocannon from 'autocannon';
import { Module } from '@nestjs/common';
import { Public, buildService, loadConfig, serviceConfig } from '@galley/platform';
import type { BenchContext } from '../bench-context.js';
import type { Measurement } from '../ratio.js';
import { ECHO_BODY, EchoController, startNestExpress } from '../references/nest-express.js';

const SECONDS = 4;
const GOAL = 2.5;

class OpenEchoController extends EchoController {}
Public()(OpenEchoController);

@Module({ controllers: [OpenEchoController] })
class OpenEchoModule {}

/** A validated JSON POST through Galley's whole request path against the same route on Nest + Express. */
export async function measureValidatedPost({ stack }: BenchContext): Promise<Measurement> {
  const config = loadConfig(serviceConfig({}), {
    ...stack.environment,
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
  });
  const ours = await buildService(OpenEchoModule, { service: 'micro-report', config });
  await ours.listen(0, '127.0.0.1');
  const theirs = await startNestExpress();
  try {
    const reference = await requestsPerSecond(`${theirs.url}/echo`);
    const own = await requestsPerSecond(`${await ours.getUrl()}/echo`);
    return {
      name: 'validated JSON POST, request log off on both sides',
      ours: `${own.toFixed(0)}/s`,
      reference: `Nest on Express ${reference.toFixed(0)}/s`,
      ratio: own / reference,
      goal: `≥ ${GOAL} ×`,
      met: own / reference >= GOAL,
    };
  } finally {
    await theirs.stop();
    await ours.close();
  }
}

async function requestsPerSecond(url: string): Promise<number> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ECHO_BODY),
    connections: 20,
    // A thread of its own, or the load would be measured with the service.
    workers: 1,
    duration: SECONDS,
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers of ${url} were not 2xx`);
  return result.requests.average;
}
