import type { DatasetBuilder } from '@galley/dataset';

export const monitoringBuilders: readonly DatasetBuilder[] = [];
