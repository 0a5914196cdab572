import { Injectable } from '@nestjs/common';
import type { Column, Json } from '@galley/dataset';
import { Invalid, type Principal } from '@galley/platform';
import { DatasetResolver } from '../datasets/dataset-resolver.js';
import type { OpenDataset } from '../datasets/open-dataset.js';
import { SourcePlaces } from '../sources/source-place.js';
import type { LookupWishes } from './lookup-wishes.js';

interface Item {
  readonly value: Json;
  readonly label: string;
}

/** Choices for parameter forms: the different values of a column, with their labels, in the order of the labels. */
@Injectable()
export class LookupReader {
  constructor(
    private readonly datasets: DatasetResolver,
    private readonly places: SourcePlaces,
  ) {}

  async read(caller: Principal, name: string, wishes: LookupWishes): Promise<{ items: Item[] }> {
    const { source, kind, units } = await this.places.find(caller, name, wishes.bu_codes);
    const columns = (await this.places.look(caller, source, units[0], (place) => kind.describe(place))) ?? [];
    const value = chosen(columns, wishes.field, 'field', columns[0]?.name);
    const next = columns[columns.findIndex((column) => column.name === value) + 1];
    const label = chosen(columns, wishes.label, 'label', next?.type === 'string' ? next.name : value);
    const dataset = await this.datasets.open(
      caller,
      {
        name,
        bu_codes: wishes.bu_codes,
        filters: { ...wishes.filters, ...searched(columns, [label, value], wishes.q) },
        group_by: label === value ? [label] : [label, value],
        limit: 0,
      },
      new AbortController().signal,
    );
    await exhaust(dataset);
    const items = dataset.trailer().groups.flatMap(({ key }): Item[] => {
      const own = key[value] ?? null;
      return own === null ? [] : [{ value: own, label: textOf(key[label] ?? own) }];
    });
    return { items: items.slice(0, wishes.limit) };
  }
}

function chosen(
  columns: readonly Column[],
  wanted: string | null,
  parameter: string,
  fallback: string | undefined,
): string {
  const name = wanted ?? fallback;
  if (name !== undefined && columns.some((column) => column.name === name)) return name;
  const known = columns.map((column) => column.name).join(', ') || 'none before it runs';
  throw Invalid.error(`The source has no such column (it has: ${known}).`, {
    errors: [{ pointer: parameter, detail: 'is no column of the source' }],
  });
}

/** Only texts are searched. */
function searched(
  columns: readonly Column[],
  names: readonly string[],
  q: string | null,
): Record<string, Json> {
  const texts = names.filter((name) =>
    columns.some((column) => column.name === name && column.type === 'string'),
  );
  if (q === null || texts.length === 0) return {};
  return { OR: texts.map((name) => ({ [name]: { contains: q, mode: 'insensitive' } })) };
}

/** Groups are known when the rows are, of which none were asked for. */
async function exhaust(dataset: OpenDataset): Promise<void> {
  for await (const _ of dataset.batches());
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
