import { DatasetStreamError } from '@galley/dataset';
import { RenderError } from '@galley/render';
import { answerFailure, noticeOf, unreachable } from './micro-data-failures.js';

describe('what a failure means for its job', () => {
  it.each([
    [400, 'final'],
    [403, 'final'],
    [404, 'final'],
    [409, 'final'],
    [422, 'final'],
    [504, 'final'],
    [429, 'outage'],
    [500, 'outage'],
    [502, 'outage'],
    [503, 'outage'],
  ])('an answer %i is %s', (status, verdict) => {
    const failure = answerFailure(status, { code: 'some-code', detail: 'Some detail.' });
    expect(failure).toMatchObject({ verdict, code: 'some-code', message: 'Some detail.' });
  });

  it('an answer that is no problem document keeps its status', () => {
    expect(answerFailure(502, '<html>')).toMatchObject({ code: 'micro-data-502' });
  });

  it.each([
    ['no connection', unreachable(new Error('ECONNREFUSED')), 'outage', 'micro-data-unavailable'],
    ['a cut stream', new DatasetStreamError('cut'), 'outage', 'dataset-cut'],
    [
      'a stream ended by a passing problem',
      new DatasetStreamError('x', { code: 'source-unavailable', detail: 'Down.' }),
      'outage',
      'source-unavailable',
    ],
    [
      'a stream ended by wrong input',
      new DatasetStreamError('x', { code: 'too-many-rows', detail: 'Too many.' }),
      'final',
      'too-many-rows',
    ],
    ['a document that cannot be made', new RenderError('page-too-small', 'No.'), 'final', 'page-too-small'],
    ['a full disk', Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'outage', 'disk-unavailable'],
    ['anything else', new TypeError('x is undefined'), 'final', 'render-failed'],
  ])('%s is told apart', (_what, error, verdict, code) => {
    expect(noticeOf(error)).toMatchObject({ verdict, code });
  });

  it('keeps the chain for the log and out of the message', () => {
    const notice = noticeOf(new TypeError('secret path', { cause: new Error('deeper') }));
    expect(notice.message).not.toContain('secret');
    expect(notice.detail).toContain('secret path');
    expect(notice.detail).toContain('caused by Error: deeper');
  });
});
