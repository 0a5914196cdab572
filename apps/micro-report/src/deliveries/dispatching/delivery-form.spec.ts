import { formOf } from './delivery-form.js';

describe('the form of a delivery', () => {
  it.each([
    ['email', 1_000, null, 'attachment'],
    ['email', 1_001, null, 'link'],
    ['email', 1, 'too-large', 'link'],
    ['email', 1, 'deferred', 'attachment'],
    ['webhook', 1, null, 'link'],
    ['s3', 5_000, null, 'file'],
    ['sftp', 5_000, null, 'file'],
    ['user', 5_000, null, 'message'],
  ])('over %s of %i bytes, where 1000 may be attached, after %s, is %s', (channel, size, code, form) => {
    expect(formOf({ channel, last_error_code: code }, size, 1_000)).toBe(form);
  });
});
