import { SeenKeys } from './seen-keys.js';

test('keys are known again by the line they first stood in, however many there are', () => {
  const seen = new SeenKeys();
  let isNew = true;
  for (let line = 1; line <= 50_000; line++) isNew &&= seen.see(`key ${line}`, line) === null;
  expect(isNew).toBe(true);
  for (const line of [1, 4_096, 25_000, 50_000]) expect(seen.see(`key ${line}`, 99)).toBe(line);
});
