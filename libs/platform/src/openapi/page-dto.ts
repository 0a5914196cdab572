import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '../http/page.js';

const known = new Map<Type, Type>();

/** The documented class of a page of `item`: `BusinessUnit` becomes `BusinessUnitPage`. */
export function pageDto<Item>(item: Type<Item>): Type<Page<Item>> {
  const existing = known.get(item);
  if (existing) return existing as Type<Page<Item>>;
  class PageDto {
    @ApiProperty({ type: [item] })
    items: Item[];

    @ApiProperty({ type: String, nullable: true, example: null, description: 'Null on the last page.' })
    next_cursor: string | null;

    @ApiProperty({ type: 'integer', example: 1, description: 'How many there are in all pages.' })
    total: number;
  }
  Object.defineProperty(PageDto, 'name', { value: `${item.name}Page` });
  known.set(item, PageDto);
  return PageDto;
}
