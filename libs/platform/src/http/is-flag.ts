import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';

/** `true` or `false` as a query writes them; anything else is refused. */
export const IsFlag = (): PropertyDecorator => applyDecorators(Transform(asFlag), IsBoolean());

function asFlag({ value }: { readonly value: unknown }): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}
