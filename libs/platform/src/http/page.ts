import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Invalid } from '../errors/common-problems.js';
import { isUuid } from './uuid.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Parameters of every list; features extend it with their filters. */
export class PageQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_LIMIT,
    default: DEFAULT_LIMIT,
    example: 50,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  limit?: number;

  @ApiPropertyOptional({ type: String, description: '`next_cursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiPropertyOptional({ type: String, description: 'Column to sort by; `-` in front = descending.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  sort?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly next_cursor: string | null;
  /** How many there are in all pages. */
  readonly total: number;
}

export interface Sorting {
  /** Columns a client may sort by. They must not be null. */
  readonly by: readonly string[];
  /** Used when the client names none: `-created_at`. */
  readonly initially: string;
}

type Direction = 'asc' | 'desc';

/** What to spread into `findMany`; the database compares positions, so no precision is lost on the way. */
export interface PageWindow {
  readonly take: number;
  readonly skip?: number;
  readonly cursor?: { readonly id: string };
  readonly orderBy: Record<string, Direction>[];
}

/**
 * One page of a list, in a stable order (`id` breaks ties). `rows` receives the window to spread into `findMany`,
 * `count` answers the total of the same filter. An unknown sort column or a foreign cursor is `invalid` (422).
 */
export async function pageOf<Row extends { readonly id: string }>(
  query: PageQuery,
  sorting: Sorting,
  rows: (window: PageWindow) => Promise<Row[]>,
  count: () => Promise<number>,
): Promise<Page<Row>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const sort = query.sort ?? sorting.initially;
  const column = sort.startsWith('-') ? sort.slice(1) : sort;
  if (!sorting.by.includes(column)) {
    throw faulty('sort', `must be one of ${sorting.by.join(', ')}, with - in front for descending`);
  }
  const direction: Direction = sort.startsWith('-') ? 'desc' : 'asc';
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, sort);
  const found = await rows({
    take: limit + 1,
    ...(after && { cursor: { id: after }, skip: 1 }),
    orderBy: column === 'id' ? [{ id: direction }] : [{ [column]: direction }, { id: direction }],
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next_cursor: found.length > limit && last ? encodeCursor(last.id, sort) : null,
    total: await count(),
  };
}

/** A page of other things than rows: the same page with each item presented. */
export function mapPage<Row, Item>(page: Page<Row>, present: (row: Row) => Item): Page<Item> {
  return { ...page, items: page.items.map(present) };
}

function encodeCursor(id: string, sort: string): string {
  return Buffer.from(JSON.stringify([id, sort])).toString('base64url');
}

/** A cursor belongs to the sorting it was made for: with another one it would skip or repeat rows. */
function decodeCursor(cursor: string, sort: string): string {
  try {
    const [id, madeFor] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (isUuid(id) && madeFor === sort) return id;
  } catch {
    // Falls through to the refusal.
  }
  throw faulty('cursor', 'is not the next_cursor of a page with this sort');
}

function faulty(parameter: string, detail: string) {
  return Invalid.error(`The parameter ${parameter} is not valid.`, {
    errors: [{ pointer: parameter, detail }],
  });
}
