import { openRedis } from './testing/redis-server.js';
import { runJest } from './testing/run-jest.js';
import { runStep, type NodeCommand, type StepResult } from './testing/run-step.js';
import { withThrowawayStack } from './testing/throwaway-stack.js';
import { inRoot } from './workspace.js';

/** End-to-end specs that say the same whatever the queue is: micro-data has none, reports look alike, deliveries and slots have lines of their own. */
const APART_FROM_THE_QUEUE =
  '/micro-data/test/|/test/energy/|/test/grants/|/test/monitoring/|/test/(?:delivery|schedules)|/test/whole/';
const SOURCES = ['apps', 'libs', 'tools', 'bench'];
const STATIC_CHECKS: readonly NodeCommand[] = [
  { title: 'format', command: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { title: 'types', command: ['typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { title: 'lint', command: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings', ...SOURCES] },
  {
    title: 'imports',
    command: [
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      ...SOURCES,
    ],
  },
];

// npm test: everything that must hold. The last line is the sum of single tests and checks.
// Static checks go side by side: each keeps one core busy at most.
const results: StepResult[] = await Promise.all(STATIC_CHECKS.map(runStep));
// REDIS_URL is taken away, so that the first run is the one on PostgreSQL alone.
results.push(await runJest('tests', [], { REDIS_URL: '' }));
results.push(await testOnRedis());
results.push(
  await withThrowawayStack((env) =>
    runStep({ title: 'npm start, OpenAPI', command: [inRoot('tools', 'dist', 'api-check.js')], env }),
  ),
);

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** The end-to-end tests once more with the queue on Redis. */
async function testOnRedis(): Promise<StepResult> {
  const redis = await openRedis();
  if (!redis) {
    console.log('– queue on Redis: skipped, as there is no redis-server here and REDIS_URL is not set');
    return { passed: 0, failed: 0 };
  }
  console.log('\nEnd-to-end tests with the queue on Redis');
  try {
    const args = ['--selectProjects', 'e2e', '--testPathIgnorePatterns', APART_FROM_THE_QUEUE];
    return await runJest('tests on Redis', args, { REDIS_URL: redis.url });
  } finally {
    await redis.stop();
  }
}
