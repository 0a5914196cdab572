import { createHash } from 'node:crypto';
import {
  currenciesOf,
  DatasetStreamError,
  isPerCurrency,
  NO_CURRENCY,
  type Column,
  type DatasetHeader,
  type DatasetRequest,
  type DatasetTrailer,
  type Json,
} from '@galley/dataset';
import { GalleyError, type Principal } from '@galley/platform';
import { wireColumn, type SourceColumn } from '../catalog/source-column.js';
import type { DataPools } from '../sessions/data-pools.js';
import type { DataSessionsConfig } from '../sessions/data-sessions-config.js';
import type { RowBatch } from './batch-queue.js';
import { TooManyRows } from './dataset-problems.js';
import { bindUnits } from './fan-out/bind-units.js';
import type { DataUnit } from './fan-out/data-unit.js';
import { mergeUnits } from './fan-out/merge-units.js';
import { readInTurn } from './fan-out/read-in-turn.js';
import { UnitReader } from './fan-out/unit-reader.js';
import { BU_CODE } from './kinds/relational-statements.js';
import type { BoundSource, SourceKind, UnitQuery } from './kinds/source-kind.js';
import type { TextOrder } from './order/compare-cells.js';
import { bindParams } from './params/bind-params.js';
import { applicableFilters } from './plan/applicable-filters.js';
import { planQuery, type QueryPlan } from './plan/plan-query.js';
import { unifyColumns } from './plan/unify-columns.js';
import { inUnitOrder } from './plan/unit-order.js';
import { RowWindow } from './rows/row-window.js';
import { presentTotals, type UnitAggregates } from './totals/present-totals.js';

/** Units of one request that are under way at once. */
const CONCURRENCY = 4;

/** A question to one source, with everything looked up that it names. */
export interface DatasetQuestion {
  readonly request: DatasetRequest;
  readonly source: BoundSource;
  readonly kind: SourceKind;
  readonly units: readonly DataUnit[];
  readonly caller: Principal;
  readonly timezone: string;
  /** Fires when nobody waits any more: every statement under way is cancelled. */
  readonly signal: AbortSignal;
}

export interface SessionTools {
  readonly pools: DataPools;
  readonly sessions: DataSessionsConfig;
}

/** A dataset whose columns are known and whose rows are yet to be read, once and in order. */
export interface OpenDataset {
  readonly header: DatasetHeader;
  /** Whole DataRow messages. Ends every session however it is left. Throws the problem of the unit that failed. */
  batches(): AsyncGenerator<Buffer>;
  /** Available when `batches()` is exhausted. */
  trailer(): DatasetTrailer;
}

/**
 * Answers a question: binds the source in every unit, checks the request against the columns found, and gives rows,
 * totals and groups of one snapshot per unit. Nothing is read before `batches()` is iterated, but everything that can be
 * refused is refused here.
 */
export async function openDataset(question: DatasetQuestion, tools: SessionTools): Promise<OpenDataset> {
  const started = performance.now();
  const executedAt = new Date();
  const { request, source, kind, units } = question;
  const { values, filters } = bindParams(
    kind.takesParams ? source.params : [],
    request.params ?? {},
    request.filters ?? {},
  );
  const readers = units.map((unit) => new UnitReader(unit, { ...tools, ...question, params: values }));
  const isPartial = request.on_unit_failure === 'partial';
  await bindUnits(readers, { concurrency: CONCURRENCY, isPartial });
  try {
    const isPerUnit = kind.isPerUnit(source);
    const sound = readers.filter((reader) => !reader.hasFailed);
    const columns = unifyColumns(
      sound.map((reader) => ({ bu_code: reader.unit.bu_code, columns: reader.columns })),
      isPerUnit,
    );
    const applied = applicableFilters(kind.filters, filters, source.fields, columns);
    const asked = planQuery(request, source, columns, applied.filters);
    const stated = await statedCurrencies(sound, asked, source);
    const plan = stated ? ledByCurrency(asked, stated.column) : asked;
    const currencies = stated?.currencies ?? currenciesOf(units);
    const header: DatasetHeader = {
      columns: plan.output.map(wireColumn),
      ...(currencies && { currencies }),
      ...(stated && { currency_column: stated.column.name }),
    };
    const summaryOf = (rows: ReadRows): DatasetTrailer => ({
      ...presentTotals(plan.totals, plan.group_by, { ...rows, isMixed: currencies !== null }),
      summary: {
        source: source.name,
        row_count: rows.row_count,
        bu_codes: units.flatMap(({ bu_code }) => bu_code ?? []),
        units: isPerUnit ? readers.map((reader) => reader.summary()) : [],
        filters: request.filters ?? {},
        params: values,
        ignored_filters: applied.ignored,
        executed_at: executedAt.toISOString(),
        duration_ms: Math.round(performance.now() - started),
        timezone: question.timezone,
        truncated: rows.isTruncated,
        fingerprint: rows.fingerprint,
        warnings: warningsOf(readers, isPerUnit),
      },
    });
    return datasetOf(header, readRows(sound, plan, question, stated?.column ?? null), summaryOf);
  } catch (error) {
    await Promise.all(readers.map((reader) => reader.release()));
    throw error;
  }
}

interface StatedCurrencies {
  readonly column: SourceColumn;
  /** By the value of the column. */
  readonly currencies: Readonly<Record<string, string>>;
}

/** The currencies that rows state themselves, where totals of money are wanted and there are several; else null. */
async function statedCurrencies(
  readers: readonly UnitReader[],
  { columns, filters, totals }: QueryPlan,
  { builder, fields }: BoundSource,
): Promise<StatedCurrencies | null> {
  const column = columns.find(({ name }) => name === builder?.currency_column);
  const [reader] = readers;
  const isWanted = totals.some((spec) => spec.column && isPerCurrency(spec.column, spec.aggregate));
  if (!column || !isWanted || !reader || readers.length > 1) return null;
  const values = await reader.distinct(column, { columns, filters, fields });
  if (values.length < 2) return null;
  const codes = values.map((value) => value ?? '').sort();
  return { column, currencies: Object.fromEntries(codes.map((code) => [code, code || NO_CURRENCY])) };
}

/** Readers tell the currency of a row by its first cell. */
function ledByCurrency(plan: QueryPlan, column: SourceColumn): QueryPlan {
  return { ...plan, output: [column, ...plan.output.filter((one) => one !== column)] };
}

/** What is known when the last row has passed. */
interface ReadRows {
  readonly row_count: number;
  readonly isTruncated: boolean;
  readonly fingerprint: string;
  readonly aggregates: readonly UnitAggregates[];
  readonly textOrder: TextOrder;
}

function datasetOf(
  header: DatasetHeader,
  rows: AsyncGenerator<Buffer, ReadRows>,
  trailerOf: (rows: ReadRows) => DatasetTrailer,
): OpenDataset {
  let trailer: DatasetTrailer | null = null;
  return {
    header,
    async *batches() {
      trailer = trailerOf(yield* rows);
    },
    trailer() {
      if (!trailer) throw new DatasetStreamError('the trailer is known only after the last row');
      return trailer;
    },
  };
}

/** Streams the rows of all units and takes their fingerprint; the return value is what the trailer needs. */
async function* readRows(
  readers: readonly UnitReader[],
  plan: QueryPlan,
  { request, source }: DatasetQuestion,
  currency: SourceColumn | null,
): AsyncGenerator<Buffer, ReadRows> {
  const limit = request.limit ?? null;
  const offset = request.offset ?? 0;
  const { max_rows } = source;
  // The source's own bound is checked where the request does not stay below it by itself.
  const bound = max_rows !== null && (limit === null || limit > max_rows) ? max_rows : null;
  const wanted = bound ?? limit;
  const isOne = readers.length === 1;
  const { readers: ordered, order, isMerged } = inUnitOrder(readers, plan.order);
  const textOrder = readers.every((reader) => reader.hasUnicodeCollation) ? 'unicode' : 'bytes';
  const query: UnitQuery = {
    ...plan,
    bu_code: null,
    currency,
    order,
    output: isMerged ? withOrderColumns(plan) : plan.output,
    fields: source.fields,
    isMerged,
    textOrder,
    skip: isOne ? offset : 0,
    take: wanted === null ? null : wanted + 1 + (isOne ? 0 : offset),
    keepsDistinct: !isOne || currency !== null,
    countUpTo: bound !== null && isOne ? offset + bound + 1 : null,
  };
  const window = new RowWindow(isOne ? 0 : offset, wanted);
  let matched = 0;
  const refuseTooMany = (): never => {
    throw TooManyRows.error(
      `Source "${source.name}" gives more than ${bound} rows; narrow the filters or set a limit.`,
      { facts: { source: source.name, max_rows: bound } },
    );
  };
  const onMatched = (rows: number): void => {
    matched += rows;
    if (bound !== null && matched - offset > bound) refuseTooMany();
  };
  const isPartial = request.on_unit_failure === 'partial';
  const batches: AsyncGenerator<RowBatch> = isMerged
    ? mergeUnits(ordered, { query, width: plan.output.length, window, isPartial, onMatched })
    : readInTurn(ordered, { query, window, concurrency: CONCURRENCY, isPartial, onMatched });
  const hash = fingerprintOf(plan.output);
  for await (const { bytes } of batches) {
    if (bound !== null && window.isCut) refuseTooMany();
    hash.update(bytes);
    yield bytes;
  }
  if (bound !== null && window.isCut) refuseTooMany();
  refuseWhenNoneIsLeft(readers);
  return {
    row_count: window.given,
    isTruncated: window.isCut,
    fingerprint: `sha256:${hash.digest('hex')}`,
    aggregates: readers.flatMap((reader) => reader.aggregates()),
    textOrder,
  };
}

/** A dataset of which every unit failed is no partial dataset. */
function refuseWhenNoneIsLeft(readers: readonly UnitReader[]): void {
  const [first] = readers;
  if (first?.failure && readers.every((reader) => reader.hasFailed)) throw first.failure;
}

function withOrderColumns(plan: QueryPlan): QueryPlan['output'] {
  const hidden = plan.order
    .map(({ column }) => column)
    .filter((column, index, all) => !plan.output.includes(column) && all.indexOf(column) === index);
  return [...plan.output, ...hidden];
}

/** Over names, types and the bytes of the rows: the same rows have the same fingerprint in every answer form. */
function fingerprintOf(columns: readonly Column[]): ReturnType<typeof createHash> {
  const shape: Json = columns.map(({ name, type }) => [name, type]);
  return createHash('sha256').update(JSON.stringify(shape)).update('\n');
}

function warningsOf(readers: readonly UnitReader[], isPerUnit: boolean): string[] {
  const failed = readers.flatMap(({ failure, unit }) =>
    failure instanceof GalleyError ? [`Business unit ${unit.bu_code} is missing: ${failure.message}`] : [],
  );
  const isShadowed =
    isPerUnit && readers.some(({ columns }) => columns.some((column) => column.name === BU_CODE));
  return isShadowed
    ? [...failed, `Column "${BU_CODE}" of the source gives way to the unit that was read.`]
    : failed;
}
