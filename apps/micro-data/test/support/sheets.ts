import { declareProblem, declareRecord, fields, type RecordFields } from '@galley/dataset';
import { Module } from '@nestjs/common';
import { RecordImports } from '../../src/imports/records/record-imports.service.js';
import { recordImportsController } from '../../src/imports/records/http/record-imports-controller.js';
import { BulkRecords } from '../../src/records/bulk-records.js';
import { recordsController } from '../../src/records/http/records-controller.js';
import { moveControllers } from '../../src/records/moves/move-controllers.js';
import { RecordMoves } from '../../src/records/moves/record-moves.js';
import { RecordsService } from '../../src/records/records.service.js';
import { RecordCatalog } from '../../src/records/shape/record-catalog.js';
import { RecordSteps } from '../../src/records/steps/record-steps.js';

const { choice, code, json, money, text, timestamp, uuid } = fields;
const hidden = { read_only: true } as const;
const lines: RecordFields = {
  side: choice('Side', ['in', 'out'], 'in', { required: true }),
  name: text('Name', 20, 'Fees', { required: true }),
  amount: money('Amount', '10.00', { required: true }),
  tags: json('Tags', '["a"]'),
};

/** An entity that no pack has: a sheet whose lines add up, and everything that the engine offers to declarations. */
const sheets = declareRecord('tested', {
  name: 'sheets',
  label: 'sheet',
  resource: 'TestedSheet',
  table: 'sheet',
  fields: {
    code: code('Code', 'S-1'),
    total: money('Total', '10.00', { required: true }),
    note: text('Note', 50, null),
    facts: json('Facts', '{"colour":"red","sizes":[1,2]}', {
      max_length: 100,
      fault: (document) => (Array.isArray(document) ? 'must be an object' : null),
    }),
    summary: text('Summary', 100, null, hidden),
    state: choice('State', ['open', 'closed', 'gone'], 'open', { default: 'open' }),
    decided_at: timestamp('Decided', null, hidden),
    decided_by_id: uuid('By', null, hidden),
    decided_why: text('Why', 50, null, hidden),
  },
  key: ['code'],
  sorting: { by: ['code'], initially: 'code' },
  search: [],
  children: {
    lines: {
      label: 'Lines',
      singular: 'line',
      table: 'sheet_line',
      parent: 'sheet_id',
      key: ['side', 'name'],
      fields: lines,
    },
  },
  states: {
    field: 'state',
    moves: {
      close: { label: 'Close', from: ['open'], to: 'closed', roles: ['org_admin', 'member'] },
      drop: { label: 'Drop', from: ['open', 'closed'], to: 'gone' },
    },
    decided: { at: 'decided_at', by: 'decided_by_id', why: 'decided_why' },
    illegal: declareProblem('tested-transition', 409, 'A sheet does not go there'),
    roles: ['org_admin'],
  },
  roles: { write: ['org_admin', 'member'] },
  problems: [declareProblem('tested-banned', 409, 'Nobody writes that')],
  says: {
    total: [
      'total',
      'must be what the lines add up to',
      declareProblem('tested-sum', 422, 'Lines do not add up'),
    ],
    locked: ['note', 'says that it is locked', declareProblem('tested-locked', 409, 'The sheet is locked')],
    positive: ['total', 'must not be negative'],
  },
});

const catalog = new RecordCatalog([sheets]);

/** The engine with this one entity. */
@Module({
  controllers: catalog.all.flatMap((shape) => [
    recordsController(shape),
    ...moveControllers(shape),
    recordImportsController(shape),
  ]),
  providers: [
    { provide: RecordCatalog, useValue: catalog },
    RecordSteps,
    RecordsService,
    BulkRecords,
    RecordMoves,
    RecordImports,
  ],
})
export class SheetsModule {}

const HISTORY = `id uuid primary key, organization_id uuid not null, version int not null default 1,
  created_at timestamptz not null, created_by_id uuid, updated_at timestamptz not null, updated_by_id uuid,
  deleted_at timestamptz, deleted_by_id uuid`;

/** Its tables, with what they refuse: at once, and when everything is written. */
export const SHEET_TABLES = `
  create schema tested;
  create table tested.sheet (${HISTORY}, code text not null, total numeric(18, 2) not null, note text, facts jsonb, summary text,
    state text not null default 'open', decided_at timestamptz, decided_by_id uuid, decided_why text,
    constraint sheet_positive check (total >= 0));
  create unique index on tested.sheet (organization_id, code) where deleted_at is null;
  create table tested.sheet_line (${HISTORY}, sheet_id uuid not null references tested.sheet, side text not null, name text not null,
    amount numeric(18, 2) not null, tags jsonb);
  create unique index on tested.sheet_line (sheet_id, side, name) where deleted_at is null;
  create function tested.refuse_locked() returns trigger language plpgsql as $$
  begin
    raise exception 'locked' using errcode = 'check_violation', constraint = 'sheet_locked', hint = new.id;
  end $$;
  create trigger locked before insert or update on tested.sheet for each row when (new.note = 'locked')
    execute function tested.refuse_locked();
  create function tested.check_sum() returns trigger language plpgsql as $$
  declare
    sum numeric;
  begin
    select coalesce(sum(amount), 0) into sum from tested.sheet_line where sheet_id = new.id and deleted_at is null;
    if new.deleted_at is null and sum <> new.total then
      raise exception 'sum' using errcode = 'check_violation', constraint = 'sheet_total', hint = new.id,
        detail = format('they are %s', sum);
    end if;
    return null;
  end $$;
  create constraint trigger check_sum after insert or update on tested.sheet deferrable initially deferred
    for each row execute function tested.check_sum();
  grant usage on schema tested to galley_app;
  grant select, insert, update, delete on all tables in schema tested to galley_app;`;
