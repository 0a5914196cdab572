import {
  readForm,
  type FedIndicator,
  type Form,
  type FormFault,
  type StoredField,
} from '@galley/pack-monitoring/forms';
import type { SqlTx } from '@galley/platform';

/** A form as it is kept, its logic read. */
export interface KnownForm {
  readonly id: string;
  readonly status: 'draft' | 'published' | 'retired';
  readonly form: Form;
  readonly faults: readonly FormFault[];
}

/** Forms by their ids, with their fields in order; those that are not there, or not the caller's, are missing. */
export async function readForms(tx: SqlTx, ids: readonly string[]): Promise<ReadonlyMap<string, KnownForm>> {
  const rows = await tx.$queryRaw<StoredForm[]>`
    select f.id, f.status, coalesce(json_agg(json_build_object('name', d.name, 'type', d.type, 'required', d.required,
      'options', d.options, 'relevant', d.relevant, 'constraint', d."constraint", 'constraint_message', d.constraint_message,
      'calculation', d.calculation) order by d.order_index) filter (where d.id is not null), '[]') as fields
    from monitoring.form f
    left join monitoring.form_field d on d.organization_id = f.organization_id and d.form_id = f.id and d.deleted_at is null
    where f.organization_id = (select platform.current_organization()) and f.id = any (${[...ids]}::uuid[]) and f.deleted_at is null
    group by f.id, f.status`;
  return new Map(rows.map(({ id, status, fields }) => [id, { id, status, ...readForm(fields) }]));
}

interface StoredForm extends Pick<KnownForm, 'id' | 'status'> {
  readonly fields: readonly StoredField[];
}

/** What the fields of a form feed, by their names. */
export async function readFed(tx: SqlTx, formId: string): Promise<ReadonlyMap<string, FedIndicator>> {
  const rows = await tx.$queryRaw<(FedIndicator & { readonly name: string })[]>`
    select d.name, i.id, d.indicator_aggregate as aggregate, i.value_type, i.is_formula,
      i.is_active and i.deleted_at is null as is_active,
      exists (
        select from monitoring.project_indicator p
        where p.organization_id = d.organization_id and p.project_id = d.project_id and p.indicator_id = i.id
          and p.deleted_at is null) as is_of_project
    from monitoring.form_field d
    join monitoring.indicator i on i.organization_id = d.organization_id and i.id = d.indicator_id
    where d.organization_id = (select platform.current_organization()) and d.form_id = ${formId}::uuid and d.deleted_at is null`;
  return new Map(rows.map((row) => [row.name, row]));
}
