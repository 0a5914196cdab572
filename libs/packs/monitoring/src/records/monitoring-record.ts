import { declareRecord, type DeclaredRecord, type RecordEntity } from '@galley/dataset';
import { FIELD_STAFF, STAFF } from './roles.js';

/** What all entities of monitoring have in common: peer mentors have no part in it, and staff settles what is measured. */
export function monitoringRecord({ roles, ...declared }: DeclaredRecord): RecordEntity {
  return declareRecord('monitoring', { roles: { read: FIELD_STAFF, write: STAFF, ...roles }, ...declared });
}
