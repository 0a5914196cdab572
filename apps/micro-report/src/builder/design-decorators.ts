import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** An optional text of one character or more. */
export const Text = (
  max: number,
  options: ApiPropertyOptions = {},
  form?: { readonly pattern: RegExp; readonly message: string },
): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max, ...options }),
    IsOptional(),
    IsString(),
    MinLength(1),
    MaxLength(max),
    ...(form ? [Matches(form.pattern, { message: form.message })] : []),
  );

/** An optional choice of a closed set. */
export const OneOf = (values: readonly string[], options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: [...values], nullable: true, ...options }),
    IsOptional(),
    IsIn([...values, null]),
  );

export const Flag = (options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: Boolean, nullable: true, ...options }),
    IsOptional(),
    IsBoolean(),
  );

/** An optional list of parts, each checked by its own class. */
export const ListOf = (part: () => Class, max: number, options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: () => [part()],
      nullable: true,
      maxItems: max,
      ...options,
    }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(part),
  );
