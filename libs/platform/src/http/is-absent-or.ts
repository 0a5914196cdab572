import { ValidateIf } from 'class-validator';

/**
 * The field may be left out, and must be valid otherwise. `@IsOptional()` also lets null through, which is right only
 * for fields that null clears.
 */
export const IsAbsentOr = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
