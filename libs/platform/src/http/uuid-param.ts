import { Param, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../errors/common-problems.js';
import { isUuid } from './uuid.js';

/** An id that no row can have is an id that is not there. */
const uuidPipe: PipeTransform<unknown, string> = {
  transform(value: unknown, _metadata: ArgumentMetadata): string {
    if (isUuid(value)) return value.toLowerCase();
    throw NotFound.error('There is nothing at this address, or it is not yours.');
  },
};

/** A path parameter that is a UUID; anything else answers 404. */
export const UuidParam = (name = 'id'): ParameterDecorator => Param(name, uuidPipe);
