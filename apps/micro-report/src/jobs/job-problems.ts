import { defineProblem } from '@galley/platform';

export const JobFinished = defineProblem('job-finished', 409, 'The job has ended');
export const JobNotFinished = defineProblem('job-not-finished', 409, 'The job has not ended yet');
export const QueueFull = defineProblem('queue-full', 429, 'Too many jobs of this organization are waiting');
export const StorageKeyImmutable = defineProblem(
  'storage-key-immutable',
  409,
  'The file is there already and is never written again',
);
export const BuRequired = defineProblem('bu-required', 400, 'Business units are required');
