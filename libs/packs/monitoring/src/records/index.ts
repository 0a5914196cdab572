import type { RecordEntity } from '@galley/dataset';

/** Everything that micro-data keeps for monitoring, in an order in which examples refer to earlier ones. */
export const monitoringRecords: readonly RecordEntity[] = [];
