import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { IsAbsentOr, PageQuery } from '@galley/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** A day on which nothing is run. */
export class DayOff {
  @ApiProperty({ type: String, example: '2026-12-25' })
  @IsString()
  @Length(10, 10)
  @IsISO8601({ strict: true })
  date: string;

  @ApiPropertyOptional({ type: String, example: 'Christmas Day' })
  @IsAbsentOr()
  @IsString()
  @MaxLength(200)
  name?: string;
}

/** Days off that schedules name by its code. */
export class CreateCalendar {
  @ApiProperty({
    type: String,
    example: 'NO',
    description: 'What schedules call it; cannot be changed later.',
  })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/, {
    message: 'code must have 1 to 50 letters, digits, dots, dashes or underscores',
  })
  code: string;

  @ApiProperty({ type: String, example: 'Norwegian holidays' })
  @IsAbsentOr()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiPropertyOptional({ type: [DayOff], maxItems: 2000 })
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(2000)
  @ArrayUnique((day: DayOff) => day.date, { message: 'days must not name a date twice' })
  @ValidateNested({ each: true })
  @Type(() => DayOff)
  days?: DayOff[];

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'integer' },
    maxItems: 6,
    example: [0, 6],
    description: 'Weekdays without work, 0 = Sunday.',
  })
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(6)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(6, { each: true })
  weekend?: number[];
}

/** Fields left out stay as they are; `days` and `weekend` are replaced as a whole. */
export class UpdateCalendar extends PartialType(OmitType(CreateCalendar, ['code']), {
  skipNullProperties: false,
}) {}

export class CalendarQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, example: 'norw', description: 'Part of the code or name.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class Calendar {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  organization_id: string;

  @ApiProperty({ type: String, example: 'NO' })
  code: string;

  @ApiProperty({ type: String, example: 'Norwegian holidays' })
  name: string;

  @ApiProperty({ type: [DayOff] })
  days: unknown;

  @ApiProperty({ type: 'array', items: { type: 'integer' }, example: [0, 6] })
  weekend: number[];

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  created_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  updated_by_id: string | null;
}
