import { loadConfig } from '@galley/platform';
import { z } from 'zod';
import { submissionConfigShape } from './submission-config.js';

const load = (env: Readonly<Record<string, string>>) => loadConfig(z.object(submissionConfigShape), env);

describe('where Bufdir is', () => {
  it('need not be said', () => {
    expect(load({})).toEqual({ BUFDIR_TIMEOUT_MS: 10_000, BUFDIR_MAX_TRIES: 3 });
  });

  it('is an https address, or one of the house', () => {
    const addresses = ['https://api.bufdir.no/reports', 'http://127.0.0.1:3010/reports'];
    expect(addresses.map((BUFDIR_API_URL) => load({ BUFDIR_API_URL }).BUFDIR_API_URL)).toEqual(addresses);
  });

  it.each([
    ['BUFDIR_API_URL', 'http://api.bufdir.no/reports'],
    ['BUFDIR_API_URL', 'https://me:hunter2@api.bufdir.no'],
    ['BUFDIR_API_TOKEN', 'two hunter2'],
    ['BUFDIR_TIMEOUT_MS', '7'],
    ['BUFDIR_MAX_TRIES', '99'],
  ])('is refused by the name of %s and never by its value', (key, value) => {
    const attempt = () => load({ [key]: value });
    expect(attempt).toThrow(key);
    expect(attempt).not.toThrow(value);
  });
});
