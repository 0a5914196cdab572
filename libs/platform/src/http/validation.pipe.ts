import { Readable } from 'node:stream';
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import { Invalid, NotFound, UnsupportedMediaType } from '../errors/common-problems.js';
import type { FieldError, GalleyError } from '../errors/galley-error.js';

const MAX_ERRORS = 100;
const OPTIONS: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};
/** Types that are no DTO: values of these pass as they are, but for numbers in addresses. */
const PLAIN: ReadonlySet<unknown> = new Set([String, Boolean, Number, Array, Object, Buffer, Date]);

type Dto = new () => object;

/**
 * Bodies and queries against their DTO: unknown fields refused, every fault with a pointer to its place. Nest's own
 * pipe guards against values that cannot come out of our JSON parser, at a fifth of the cost of a request.
 */
@Injectable()
export class DtoPipe implements PipeTransform<unknown, unknown> {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined) return value;
    if (PLAIN.has(metatype)) {
      return metatype === Number && type !== 'body' && value !== undefined
        ? numberOf(value, type, data)
        : value;
    }
    if (type !== 'body') return checked(metatype as Dto, value ?? {}, type);
    if (value instanceof Readable || Buffer.isBuffer(value)) {
      throw UnsupportedMediaType.error('Send the body as application/json.');
    }
    // No body at all misses every required field, and may miss only optional ones.
    const given = value ?? {};
    if (typeof given !== 'object' || Array.isArray(given)) {
      throw invalid([{ pointer: '', detail: 'must be an object' }]);
    }
    return checked(metatype as Dto, given, type);
  }
}

function checked(metatype: Dto, value: object, type: ArgumentMetadata['type']): object {
  // It would say whose rules apply; the JSON parser refuses it already, queries come through another parser.
  if (Object.hasOwn(value, 'constructor')) {
    throw invalid([{ pointer: 'constructor', detail: 'unknown parameter constructor' }]);
  }
  const dto = plainToInstance(metatype, value);
  const faults = validateSync(dto, OPTIONS);
  if (faults.length === 0) return dto;
  const errors = faults.flatMap((fault) => fieldErrors(fault, ''));
  throw invalid(type === 'query' ? errors.map(named) : errors);
}

function numberOf(value: unknown, type: ArgumentMetadata['type'], name = ''): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  if (type === 'param') throw NotFound.error('There is nothing at this address, or it is not yours.');
  throw invalid([{ pointer: name, detail: 'must be a number' }]);
}

function invalid(errors: readonly FieldError[]): GalleyError {
  return Invalid.error(`${errors.length} field(s) of the request are not valid.`, {
    errors: errors.slice(0, MAX_ERRORS),
  });
}

function fieldErrors(fault: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${fault.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(fault.constraints ?? {}).map(([rule, text]) => ({
    pointer,
    detail: rule === 'whitelistValidation' ? `unknown field ${fault.property}` : text,
  }));
  return [...own, ...(fault.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

/** Query parameters have names, not pointers. */
function named({ pointer, detail }: FieldError): FieldError {
  return { pointer: pointer.slice(1), detail: detail.replace('unknown field', 'unknown parameter') };
}
