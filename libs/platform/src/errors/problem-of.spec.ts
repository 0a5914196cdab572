import { ForbiddenException, HttpException, NotFoundException } from '@nestjs/common';
import { Conflict } from './common-problems.js';
import { problemBody } from './problem-body.js';
import { problemOf } from './problem-of.js';

const fastifyError = (code: string, statusCode: number) =>
  Object.assign(new Error('said by Fastify'), { code, statusCode });
const prismaError = (code: string, meta: object = {}) =>
  Object.assign(new Error('said by Prisma'), { name: 'PrismaClientKnownRequestError', code, meta });

test.each([
  ['our own error', Conflict.error('taken'), 409, 'conflict'],
  ['NotFoundException', new NotFoundException('Cannot GET /x'), 404, 'not-found'],
  ['ForbiddenException', new ForbiddenException(), 403, 'forbidden'],
  ['an HttpException of a status without a problem', new HttpException('teapot', 418), 500, 'internal'],
  ['a body that is too large', fastifyError('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413, 'body-too-large'],
  [
    'an unknown media type',
    fastifyError('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415),
    415,
    'unsupported-media-type',
  ],
  ['a foreign error with a status', Object.assign(new Error('x'), { statusCode: 403 }), 500, 'internal'],
  ['a unique violation', prismaError('P2002'), 409, 'conflict'],
  ['a missing row', prismaError('P2025'), 404, 'not-found'],
  ['an id that is none', prismaError('P2023'), 404, 'not-found'],
  ['a lost race', prismaError('P2034'), 409, 'conflict'],
  ['another error of Prisma', prismaError('P2010'), 500, 'internal'],
  ['a thrown text', 'boom', 500, 'internal'],
])('%s becomes a problem', (_name, error, status, code) => {
  expect(problemOf(error)).toMatchObject({ status, code });
});

test('what nobody expected keeps its words for the log', () => {
  const problem = problemOf(new Error('password authentication failed for user galley_app'));
  expect(problem.message).not.toContain('galley_app');
  expect(problem.cause).toBeInstanceOf(Error);
});

test('a unique violation names the columns, without the tenant', () => {
  const cause = { constraint: { index: 'business_unit_organization_id_code_key' }, table: 'business_unit' };
  expect(problemOf(prismaError('P2002', { driverAdapterError: { cause } })).message).toContain(
    'same code exists',
  );
});

test('facts stand beside the members of RFC 9457 and replace none of them', () => {
  const error = Conflict.error('The job is running.', {
    facts: { ['status' as string]: 'processing', job_id: '1' },
  });
  expect(problemBody(error, '/api/reports/jobs/1')).toEqual({
    type: '/problems/conflict',
    title: 'State conflict',
    status: 409,
    detail: 'The job is running.',
    instance: '/api/reports/jobs/1',
    code: 'conflict',
    job_id: '1',
  });
});
