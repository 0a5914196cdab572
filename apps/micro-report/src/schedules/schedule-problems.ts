import { defineProblem, type FieldError, type GalleyError } from '@galley/platform';
import { ScheduleFault } from '@galley/schedule';

export const ScheduleInvalid = defineProblem('schedule-invalid', 422, 'The schedule cannot fire like this');
export const ScheduleLimit = defineProblem('schedule-limit', 409, 'The organization has enough schedules');
export const ScheduleState = defineProblem('schedule-state', 409, 'The schedule is not in a state for this');

/** `schedule-invalid` with one fault named. */
export function invalidSchedule(pointer: string, detail: string, cause?: unknown): GalleyError {
  const errors: FieldError[] = [{ pointer, detail }];
  return ScheduleInvalid.error(`${pointer.slice(1)} ${detail}.`, { errors, cause });
}

/** Runs arithmetic of time; its fault becomes `schedule-invalid`; `pointerOf` says where its field stands in the request. */
export function asScheduleInvalid<T>(work: () => T, pointerOf = (pointer: string): string => pointer): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ScheduleFault) throw invalidSchedule(pointerOf(error.pointer), error.detail, error);
    throw error;
  }
}
