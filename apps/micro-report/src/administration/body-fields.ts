import { applyDecorators, type Type } from '@nestjs/common';
import { ApiPropertyOptional, IntersectionType, OmitType, PartialType } from '@nestjs/swagger';
import { IsAbsentOr } from '@galley/platform';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsString, MaxLength } from 'class-validator';

const MAX_UNITS = 1_000;

class Activity {
  @ApiPropertyOptional({ example: true })
  @IsAbsentOr()
  @IsBoolean()
  is_active?: boolean;
}

/** The body of a change: what creation takes but for what is `fixed` then, none of it required, and `is_active`. */
export function changesOf<Create, Fixed extends keyof Create>(create: Type<Create>, fixed: readonly Fixed[]) {
  return IntersectionType(PartialType(OmitType(create, fixed), { skipNullProperties: false }), Activity);
}

/** The organization that a new entity shall belong to. */
export const OwnerCode = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ example: 'ACME', description: "Code; the caller's organization unless said." }),
    IsAbsentOr(),
    IsString(),
    MaxLength(50),
  );

/** The business units that rights are confined to. */
export const UnitCodes = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: [String],
      example: ['BEACH'],
      description: 'Confined to these; empty = not confined.',
    }),
    IsAbsentOr(),
    IsArray(),
    ArrayUnique(),
    ArrayMaxSize(MAX_UNITS),
    IsString({ each: true }),
    MaxLength(50, { each: true }),
  );
