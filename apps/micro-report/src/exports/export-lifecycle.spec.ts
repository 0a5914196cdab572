import { canMove, EXPORT_STATUSES, type ExportActor } from './export-lifecycle.js';

const ACTORS: readonly ExportActor[] = ['rules', 'admin', 'requester', 'worker', 'clock'];

// EN-AP-14, and EN-AP-11 for processing→pending.
const LEGAL = [
  'pending→approved rules',
  'pending→approved admin',
  'pending→cancelled admin',
  'pending→cancelled requester',
  'approved→processing worker',
  'approved→cancelled requester',
  'processing→completed worker',
  'processing→failed worker',
  'processing→pending worker',
  'completed→expired clock',
];

const every = EXPORT_STATUSES.flatMap((from) =>
  EXPORT_STATUSES.flatMap((to) => ACTORS.map((by) => [from, to, by] as const)),
);

it.each(every)('EN-AP-14: from %s to %s by the %s is decided by the table alone', (from, to, by) => {
  expect(canMove(from, to, by)).toBe(LEGAL.includes(`${from}→${to} ${by}`));
});
