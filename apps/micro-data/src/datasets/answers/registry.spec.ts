import { formOf } from './registry.js';

describe('formOf', () => {
  it.each([
    [null, 'application/json'],
    ['*/*', 'application/json'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/json, application/x-ndjson', 'application/json'],
    ['application/json;q=0.5, application/vnd.galley.rows', 'application/vnd.galley.rows'],
    ['text/html, application/*;q=0.8', 'application/json'],
  ])('answers %s as %s', (accept, media) => {
    expect(formOf(accept).media).toBe(media);
  });

  it.each(['text/html', 'application/json;q=0', 'application/pdf'])('refuses %s', (accept) => {
    expect(() => formOf(accept)).toThrow(/is answered as/);
  });
});
