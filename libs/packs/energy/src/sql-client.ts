export type { SqlClient } from '@galley/dataset';
