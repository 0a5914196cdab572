import { isDay } from '@galley/dataset';
import { ValidateBy } from 'class-validator';

/** A calendar day as `YYYY-MM-DD`. */
export const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value) => typeof value === 'string' && isDay(value),
      defaultMessage: () => '$property must be a day: YYYY-MM-DD',
    },
  });
