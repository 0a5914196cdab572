import { Injectable } from '@nestjs/common';
import {
  Answer,
  appendAudit,
  Database,
  Invalid,
  newId,
  onceIn,
  type Author,
  type FieldError,
  type SqlTx,
} from '@galley/platform';
import { pointerOf } from '@galley/template';
import type { BulkResult } from './http/bulk-result.js';
import { invalidRecord, recordProblem } from './record-problem.js';
import { requireStating } from './moves/require-stating.js';
import { writerOf } from './records.service.js';
import type { EntityShape } from './shape/record-shape.js';
import { resolveReferences } from './statements/resolve-references.js';
import { findByKey, keyOf } from './statements/write-rows.js';
import { RecordSteps } from './steps/record-steps.js';
import type { DraftToWrite } from './values/draft-to-write.js';
import { readValueIn } from './values/local-days.js';
import { readRecord, type Draft } from './values/read-record.js';
import { settleRecord } from './values/settle-record.js';
import { inWaves } from './values/in-waves.js';
import { writeDrafts } from './write-drafts.js';

const MAX_ITEMS = 1_000;

export type BulkAnswer = BulkResult;

/** Many records in one request: written whole, found by their natural keys, all or none. */
@Injectable()
export class BulkRecords {
  constructor(
    private readonly database: Database,
    private readonly steps: RecordSteps,
  ) {}

  write(
    { caller, request }: Author,
    shape: EntityShape,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Answer<BulkAnswer>> {
    const drafts = readItems(shape, body, caller.organization.timezone);
    requireStating(caller, shape, drafts);
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const places = new Map<string, string>();
        try {
          const done = new Map<Draft, DraftToWrite>();
          const target = { tx, shape, writer: writerOf(caller), steps: this.steps.of(shape) };
          let updated = 0;
          for (const wave of inWaves(shape, drafts)) {
            const faults = await resolveReferences(tx, shape, wave);
            faults.push(...twinsIn(shape, [...done.keys(), ...wave]));
            if (faults.length > 0) throw invalidRecord(shape, faults);
            const items = await findItems(tx, shape, wave);
            for (const { id, draft } of items) places.set(id, draft.pointer);
            const written = await writeDrafts(target, items);
            if (written.faults.length > 0) throw invalidRecord(shape, written.faults);
            updated += written.changed;
            for (const item of items) done.set(item.draft, item);
          }
          const items = drafts.flatMap((draft) => done.get(draft) ?? []);
          const created = items.filter(({ isNew }) => isNew).length;
          const result: BulkAnswer = {
            created,
            updated,
            unchanged: items.length - created - updated,
            items: items.map(({ id, isNew }) => ({ id, is_new: isNew })),
          };
          await appendAudit(tx, {
            organization_id: caller.organization.id,
            actor_id: caller.id,
            action: 'record.bulk',
            entity_type: shape.full_name,
            entity_id: items[0]?.id ?? '',
            after: drafts.map(({ values }) => values),
            facts: { created, updated, unchanged: result.unchanged },
            request_id: request.request_id,
            ip: request.ip,
          });
          return new Answer(200, result);
        } catch (error) {
          const placeOf = (id: string | null): string => places.get(id ?? '') ?? '/items';
          throw recordProblem(error, placeOf, shape, ...shape.children);
        }
      }),
    );
  }
}

/** Each with the id of the record that has its name, or a new one. */
async function findItems(
  tx: SqlTx,
  shape: EntityShape,
  drafts: readonly Draft[],
): Promise<readonly DraftToWrite[]> {
  const rows = drafts.map((draft) => ({ id: newId(), values: draft.values, draft }));
  const known = await findByKey(tx, shape, rows);
  return rows.map(({ id, draft }) => ({ id: known.get(id) ?? id, isNew: !known.has(id), draft }));
}

/** Reads and settles every item; one faulty item refuses all. */
function readItems(
  shape: EntityShape,
  body: Readonly<Record<string, unknown>>,
  timezone: string,
): readonly Draft[] {
  const read = readValueIn(timezone);
  const { items, ...others } = body;
  const faults: FieldError[] = Object.keys(others).map((name) => ({
    pointer: pointerOf([name]),
    detail: `unknown field ${name}`,
  }));
  if (!Array.isArray(items) || items.length === 0 || items.length > MAX_ITEMS) {
    faults.push({ pointer: '/items', detail: `items must be a list of 1 to ${MAX_ITEMS} records` });
  }
  const drafts = (Array.isArray(items) ? items.slice(0, MAX_ITEMS) : []).map((item, index) => {
    const { draft, faults: own } = readRecord(shape, item, {
      mode: 'replace',
      pointer: `/items/${index}`,
      read,
    });
    faults.push(...settleRecord(shape, draft, null, own));
    return draft;
  });
  if (faults.length > 0) {
    throw Invalid.error(`${faults.length} field(s) of the request are not valid.`, {
      errors: faults.slice(0, 100),
    });
  }
  return drafts;
}

/** Two items that are one record by their key. */
function twinsIn(shape: EntityShape, drafts: readonly Draft[]): readonly FieldError[] {
  const seen = new Map<string, Draft>();
  return drafts.flatMap((draft) => {
    const key = keyOf(shape, draft.values);
    if (key === null) return [];
    const twin = seen.get(key);
    seen.set(key, draft);
    return twin ? [{ pointer: draft.pointer, detail: `has the same key as ${twin.pointer}` }] : [];
  });
}
