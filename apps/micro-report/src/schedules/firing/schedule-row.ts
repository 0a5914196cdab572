import type { Prisma } from '@galley/platform';

/** A row of `tenant.tb_report_schedule`. */
export type ScheduleRow = Prisma.tb_report_scheduleGetPayload<object>;
