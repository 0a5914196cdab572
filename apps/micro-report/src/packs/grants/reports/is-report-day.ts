import { applyDecorators } from '@nestjs/common';
import { isDay } from '@galley/dataset';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const MIDNIGHT = /T00:00:00(?:\.0{1,3})?Z$/;

/** A calendar date, also as reports write theirs: `2025-12-31T00:00:00Z`. Arrives as `2025-12-31`. */
export const IsReportDay = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.replace(MIDNIGHT, '') : value,
    ),
    ValidateBy({
      name: 'isReportDay',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isDay(value),
        defaultMessage: () => '$property must be a date such as 2025-12-31',
      },
    }),
  );
