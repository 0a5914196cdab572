import { declareRecord, type DeclaredRecord, type RecordEntity } from '@galley/dataset';
import { FIELD_STAFF } from './roles.js';

/** What all entities of monitoring have in common: peer mentors have no part in it. */
export function monitoringRecord({ roles, ...declared }: DeclaredRecord): RecordEntity {
  return declareRecord('monitoring', { roles: { read: FIELD_STAFF, ...roles }, ...declared });
}
