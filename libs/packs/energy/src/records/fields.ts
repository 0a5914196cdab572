import {
  constraintWords,
  declareRecord,
  fields,
  type DeclaredRecord,
  type RecordEntity,
  type ReferenceField,
  type TextField,
} from '@galley/dataset';

// What the declarations of this folder are written with: those of all packs, and energy's own.
export const { choice, code, date, flag, inOrder, later, money, quantity, text, timestamp, whole } = fields;
export { constraintWords };

export function currency(): TextField {
  return fields.currency('USD', { required: true });
}

/** The project that a record belongs to, named by the caller. */
export const PROJECT: ReferenceField = { ...project(), required: true };

/** The project that a record belongs to because its contract or meter does. */
export const PROJECT_OF_IT: ReferenceField = { ...project(), read_only: true };

/** The contract, and with it the project. */
export const CONTRACT: ReferenceField = { ...contract(), required: true };

/** A contract of the project that stands beside it. */
export const CONTRACT_OF_PROJECT: ReferenceField = contract();

function project(): ReferenceField {
  return { kind: 'reference', label: 'Project', to: 'projects', by: 'code', example: 'SUNFIELD' };
}

function contract(): ReferenceField {
  return {
    kind: 'reference',
    label: 'Contract',
    to: 'contracts',
    by: 'code',
    carries: ['project_id'],
    example: 'SUNFIELD-PPA',
  };
}

/** What all entities of energy have in common. */
export function energyRecord(declared: DeclaredRecord): RecordEntity {
  return declareRecord('energy', declared);
}
