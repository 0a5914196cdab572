import { declareRecord, type DeclaredRecord, type RecordEntity } from '@galley/dataset';
import { STAFF } from './roles.js';

/** What all entities of grants have in common: staff writes them. */
export function grantsRecord({ roles, ...declared }: DeclaredRecord): RecordEntity {
  return declareRecord('grants', { roles: { write: STAFF, ...roles }, ...declared });
}
