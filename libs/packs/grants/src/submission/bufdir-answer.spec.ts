import { verdictOn, type BufdirAnswer } from './bufdir-answer.js';
import { checkBufdirUrl } from './bufdir-url.js';

const answered = (status: number, body: unknown, more: Partial<BufdirAnswer> = {}): BufdirAnswer => ({
  status,
  content_type: 'application/json; charset=utf-8',
  retry_after: null,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  is_cut: false,
  ...more,
});

describe('what Bufdir answers', () => {
  it.each([200, 201])('%d with a confirmation id confirms', (status) => {
    expect(verdictOn(answered(status, { submission_id: 'B-1' }))).toEqual({ submission_id: 'B-1' });
  });

  it.each([
    ['no id', 200, {}, 'without-id'],
    ['an empty id', 200, { submission_id: '' }, 'without-id'],
    ['an id of blanks', 200, { submission_id: '  ' }, 'without-id'],
    ['an id that is no text', 200, { submission_id: { id: 1 } }, 'without-id'],
    ['an id longer than its column', 201, { submission_id: 'x'.repeat(201) }, 'without-id'],
    ['an id with a line break', 201, { submission_id: 'a\nb' }, 'without-id'],
    ['an id that was only taken in', 202, { submission_id: 'B-1' }, 'without-id'],
    ['nothing at all', 204, '', 'without-id'],
    ['half of a text', 200, '{"submission_id": "B', 'unreadable'],
    ['a list', 200, [{ submission_id: 'B-1' }], 'unreadable'],
    ['a redirect', 302, '', 'redirected'],
    ['a refusal', 422, { message: 'no' }, 'refused'],
    ['an unknown token', 401, { message: 'no' }, 'refused'],
  ])('BU-B-5: %s confirms nothing, and asking again at once would not help', (_what, status, body, code) => {
    expect(verdictOn(answered(status, body))).toMatchObject({ submission_id: null, code, is_passing: false });
  });

  it('BU-B-5: a page, or more than is read, confirms nothing', () => {
    const body = { submission_id: 'B-1' };
    expect(verdictOn(answered(200, body, { content_type: 'text/html' }))).toMatchObject({
      code: 'unreadable',
    });
    expect(verdictOn(answered(200, body, { is_cut: true }))).toMatchObject({ code: 'too-large' });
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('%d passes', (status) => {
    expect(verdictOn(answered(status, {}, { retry_after: '7' }))).toMatchObject({
      code: 'unavailable',
      is_passing: true,
      retry_after_s: 7,
    });
  });

  it("says why in Bufdir's own words, on one line", () => {
    const refusal = verdictOn(answered(422, { message: 'The period\r\nwas reported already' }));
    expect(refusal).toMatchObject({
      detail: 'Bufdir refused the report (422): The period was reported already.',
    });
    expect(verdictOn(answered(422, '<h1>no</h1>', { content_type: 'text/html' }))).toMatchObject({
      detail: 'Bufdir refused the report (422).',
    });
  });
});

describe('where reports may be posted', () => {
  it.each([
    'https://api.bufdir.no/reports',
    'http://127.0.0.1:3010/reports',
    'http://simulator:80/',
    'https://10.0.0.7/',
  ])('%s', (url) => expect(checkBufdirUrl(url)).toBeNull());

  it.each([
    'http://api.bufdir.no/reports',
    'https://me:pw@bufdir.no/',
    'http://me:pw@127.0.0.1/',
    'ftp://bufdir.no',
    'bufdir',
  ])('not %s', (url) => expect(checkBufdirUrl(url)).not.toBeNull());
});
