import { defineProblem } from '@galley/platform';

export const CalendarCodeTaken = defineProblem(
  'calendar-code-taken',
  409,
  'The code of the calendar is taken',
);
export const CalendarInUse = defineProblem('calendar-in-use', 409, 'Schedules use the calendar');
