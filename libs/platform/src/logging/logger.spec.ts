import { Logger } from './logger.js';
import { NestLogBridge } from './nest-log-bridge.js';
import { nameInScope, runInScope } from './request-scope.js';

function logging(level = 'info') {
  const lines: Record<string, unknown>[] = [];
  const destination = {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  };
  return { logger: new Logger({ service: 'micro-report', level, destination }), lines };
}

test('a line says what happened, where and in whose request', () => {
  const { logger, lines } = logging();
  runInScope({ request_id: 'r-1' }, () => {
    nameInScope({ organization: 'ACME' });
    logger.info('job finished', { job_id: 'j-1', rows: 3 });
  });
  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      service: 'micro-report',
      request_id: 'r-1',
      organization: 'ACME',
      job_id: 'j-1',
      rows: 3,
      msg: 'job finished',
    },
  ]);
});

test('what has no name in the allow-list is not written', () => {
  const { logger, lines } = logging();
  const facts = { status: 200, authorization: 'Bearer abc', row: { salary: 1 } };
  logger.info('request', facts);
  expect(JSON.stringify(lines)).not.toMatch(/authorization|salary/);
});

test('an error is written with its causes and without credentials', () => {
  const { logger, lines } = logging();
  const cause = new Error('connect postgres://app:hunter2@db:5432 failed for Bearer abc.def.ghi');
  logger.error('request failed', { error: new TypeError('could not read', { cause }) });
  const text = JSON.stringify(lines);
  expect(text).toContain('could not read');
  expect(text).toContain('postgres://app:[redacted]@db:5432');
  expect(text).not.toMatch(/hunter2|abc\.def/);
});

test('line breaks cannot forge a second line', () => {
  const { logger, lines } = logging();
  logger.warn('odd reason', { reason: 'x\n{"level":"error","msg":"forged"}' });
  expect(lines).toHaveLength(1);
});

test('Nest’s chatter is debug, its errors stay errors', () => {
  const { logger, lines } = logging();
  const bridge = new NestLogBridge(logger);
  bridge.log('Mapped {/x, GET} route', 'RouterExplorer');
  bridge.error('could not start', 'stack', 'Bootstrap');
  expect(lines).toMatchObject([{ level: 'error', msg: 'could not start', context: 'Bootstrap' }]);
});

test('the line of a request reads like any other', () => {
  const { logger, lines } = logging();
  logger.request({
    request_id: 'r-1',
    method: 'GET',
    route: '/api/things/:id',
    status: 200,
    duration_ms: 1.26,
    organization: 'A"B',
    actor_id: 'u-1',
  });
  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/Z$/),
      service: 'micro-report',
      request_id: 'r-1',
      method: 'GET',
      route: '/api/things/:id',
      status: 200,
      duration_ms: 1.3,
      organization: 'A"B',
      actor_id: 'u-1',
      msg: 'request',
    },
  ]);
  const silent = logging('warn');
  silent.logger.request({
    request_id: 'r',
    method: 'GET',
    route: '/',
    status: 200,
    duration_ms: 1,
    organization: null,
    actor_id: null,
  });
  expect(silent.lines).toEqual([]);
});
