import { Readable } from 'node:stream';
import { Injectable, ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { Invalid, UnsupportedMediaType } from '../errors/common-problems.js';
import { GalleyError, type FieldError } from '../errors/galley-error.js';

const MAX_ERRORS = 100;

/** Bodies and queries against their DTO: unknown fields refused, every fault with a pointer to its place. */
@Injectable()
export class DtoPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      exceptionFactory: (faults: ValidationError[]) => {
        const errors = faults.flatMap((fault) => fieldErrors(fault, '')).slice(0, MAX_ERRORS);
        return Invalid.error(`${errors.length} field(s) of the request are not valid.`, { errors });
      },
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom' || !metadata.metatype) return value;
    if (metadata.type === 'body') {
      if (value instanceof Readable) throw UnsupportedMediaType.error('Send the body as application/json.');
      if (isDto(metadata) && (typeof value !== 'object' || value === null || Array.isArray(value))) {
        if (value !== undefined && value !== null) throw notAnObject();
        // No body at all misses every required field, and may miss only optional ones.
        return super.transform({}, metadata);
      }
      return super.transform(value, metadata);
    }
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      throw metadata.type === 'query' ? named(error) : error;
    }
  }
}

function isDto(metadata: ArgumentMetadata): boolean {
  const { metatype } = metadata;
  return metatype !== Object && metatype !== Array && metatype !== String && metatype !== Buffer;
}

function notAnObject(): GalleyError {
  return Invalid.error('The body must be a JSON object.', {
    errors: [{ pointer: '', detail: 'must be an object' }],
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
function named(error: unknown): unknown {
  if (!(error instanceof GalleyError)) return error;
  const errors = error.errors.map(({ pointer, detail }) => ({
    pointer: pointer.slice(1),
    detail: detail.replace('unknown field', 'unknown parameter'),
  }));
  return new GalleyError(error.kind, error.message.replace('field', 'parameter'), {
    errors,
    facts: error.facts,
  });
}
