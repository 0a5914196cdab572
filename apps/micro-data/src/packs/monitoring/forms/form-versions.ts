import { Injectable } from '@nestjs/common';
import { evaluateForm, publishFaults } from '@galley/pack-monitoring/forms';
import { formFrozen } from '@galley/pack-monitoring/records';
import {
  Answer,
  appendAudit,
  Conflict,
  created,
  Database,
  GalleyError,
  newId,
  NotFound,
  onceIn,
  requireMatch,
  type Author,
  type Json,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { invalidRecord } from '../../../records/record-problem.js';
import { RecordCatalog } from '../../../records/shape/record-catalog.js';
import type { EntityShape } from '../../../records/shape/record-shape.js';
import type { RecordRow } from '../../../records/statements/select-records.js';
import { lockRecord, readWhole } from '../../../records/statements/whole-record.js';
import type { FormEvaluation } from './form-resources.js';
import { readFed, readForms } from './stored-forms.js';

/** Versions of forms: published, revised, tried out (docs/lifecycles/form.md). */
@Injectable()
export class FormVersions {
  readonly #shape: EntityShape;

  constructor(
    private readonly database: Database,
    catalog: RecordCatalog,
  ) {
    this.#shape = catalog.of('monitoring.forms');
  }

  /** Freezes a draft, and retires the version before. Throws `invalid` with everything that it lacks, `form-frozen` for no draft. */
  publish({ caller, request }: Author, id: string): Promise<Answer<RecordRow>> {
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const before = await lockRecord(tx, this.#shape, id);
        requireMatch(request, before);
        if (before['status'] !== 'draft') throw frozen(before);
        const known = (await readForms(tx, [id])).get(id);
        if (!known) throw NotFound.error('There is nothing at this address, or it is not yours.');
        const faults = [...known.faults, ...publishFaults(known.form, await readFed(tx, id))];
        if (faults.length > 0) throw invalidRecord(this.#shape, faults);
        const retired = await tx.$queryRaw<{ id: string }[]>`
          update monitoring.form f set status = 'retired', version = version + 1, updated_at = now(), updated_by_id = ${caller.id}::uuid
          where f.organization_id = (select platform.current_organization()) and f.project_id = ${before['project_id']}::uuid
            and f.code = ${before['code']} and f.status = 'published' and f.deleted_at is null
          returning f.id`;
        await tx.$executeRaw`
          update monitoring.form set status = 'published', version = version + 1, updated_at = now(), updated_by_id = ${caller.id}::uuid
          where id = ${id}::uuid`;
        const after = await readWhole(tx, this.#shape, id);
        const facts = { retired: retired.map((form) => form.id) };
        await this.#audit(tx, { caller, request }, 'record.publish', { before, after, facts });
        return new Answer(200, after);
      }),
    );
  }

  /** A draft with all that the form has, as its next version. Throws `conflict` where there is a draft already. */
  revise({ caller, request }: Author, id: string): Promise<Answer<RecordRow>> {
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const source = await lockRecord(tx, this.#shape, id);
        const versions = await tx.$queryRaw<{ id: string; status: string; form_version: number }[]>`
          select f.id, f.status, f.form_version from monitoring.form f
          where f.organization_id = (select platform.current_organization()) and f.project_id = ${source['project_id']}::uuid
            and f.code = ${source['code']} and f.deleted_at is null
          order by f.form_version desc for update`;
        const draft = versions.find(({ status }) => status === 'draft');
        if (draft) {
          throw Conflict.error('The form has a draft already: change that one, and publish it.', {
            facts: { draft_id: draft.id },
          });
        }
        const next = newId();
        await copyForm(
          tx,
          { from: id, to: next, form_version: (versions[0]?.form_version ?? 0) + 1 },
          caller,
        );
        const after = await readWhole(tx, this.#shape, next);
        await this.#audit(tx, { caller, request }, 'record.revise', {
          before: null,
          after,
          facts: { revises: id },
        });
        return created(after, `/api/monitoring/forms/${next}`);
      }),
    );
  }

  /** What a submission would come to; nothing is kept. Throws `not-found`. */
  evaluate(
    caller: Principal,
    id: string,
    answers: Readonly<Record<string, unknown>>,
  ): Promise<FormEvaluation> {
    return this.database.withActorSql(caller, async (tx) => {
      const known = (await readForms(tx, [id])).get(id);
      if (!known) throw NotFound.error('There is nothing at this address, or it is not yours.');
      if (known.faults.length > 0) throw invalidRecord(this.#shape, known.faults);
      return evaluateForm(known.form, answers);
    });
  }

  #audit(
    tx: SqlTx,
    { caller, request }: Author,
    action: string,
    {
      after,
      ...event
    }: { before: RecordRow | null; after: RecordRow; facts: Readonly<Record<string, Json>> },
  ): Promise<void> {
    return appendAudit(tx, {
      organization_id: caller.organization.id,
      actor_id: caller.id,
      action,
      entity_type: this.#shape.full_name,
      entity_id: after.id,
      after,
      ...event,
      request_id: request.request_id,
      ip: request.ip,
    });
  }
}

function frozen({ status }: RecordRow): GalleyError {
  return new GalleyError(
    formFrozen,
    `The form is ${String(status)} already; revise it for the next version.`,
  );
}

async function copyForm(
  tx: SqlTx,
  { from, to, form_version }: { readonly from: string; readonly to: string; readonly form_version: number },
  { id: actor }: Principal,
): Promise<void> {
  await tx.$executeRaw`
    insert into monitoring.form
      (id, organization_id, project_id, code, form_version, name, description, created_by_id, updated_by_id)
    select ${to}::uuid, organization_id, project_id, code, ${form_version}::integer, name, description, ${actor}::uuid, ${actor}::uuid
    from monitoring.form where id = ${from}::uuid`;
  await tx.$executeRaw`
    insert into monitoring.form_field
      (id, organization_id, project_id, form_id, order_index, name, label, hint, type, required, options, relevant, "constraint",
        constraint_message, calculation, indicator_id, indicator_aggregate, created_by_id, updated_by_id)
    select gen_random_uuid(), organization_id, project_id, ${to}::uuid, order_index, name, label, hint, type, required, options,
      relevant, "constraint", constraint_message, calculation, indicator_id, indicator_aggregate, ${actor}::uuid, ${actor}::uuid
    from monitoring.form_field where form_id = ${from}::uuid and deleted_at is null`;
}
