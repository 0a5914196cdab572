import { isDay } from '@galley/dataset';
import { ValidateBy } from 'class-validator';

/** A calendar date: `2026-03-31`. */
export const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isDay(value),
      defaultMessage: () => '$property must be a date such as 2026-03-31',
    },
  });
