import { PARAM_TYPES, type Json, type ParamType } from '@galley/dataset';
import { z } from 'zod';

const TYPES = new Set<string>(PARAM_TYPES.flatMap((type) => [type, `${type}[]`]));

const param = z.strictObject({
  /** Name of the argument, when it is passed by name; the order of the list is the order of the arguments. */
  name: z.string().min(1).max(63).optional(),
  filter: z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
      'is not a filter name: a letter, then letters, digits and _, at most 63',
    ),
  type: z
    .string()
    .transform((text) => text as ParamType)
    .refine((type) => TYPES.has(type), `is none of ${PARAM_TYPES.join(', ')}, nor one of them with []`),
  nullable: z.boolean().default(false),
  default: z
    .json()
    .transform((value) => value as Json)
    .optional(),
});

/** One argument of the bound function, procedure or builder and the filter that fills it. */
export type SourceParam = z.output<typeof param>;

/** `{"params":[{"name","filter","type","nullable","default"}]}`, in the order of the arguments. */
export const sourceParamsSchema = z
  .strictObject({ params: z.array(param).max(60) })
  .superRefine(({ params }, context) => {
    params.forEach(({ filter }, index) => {
      if (params.findIndex((other) => other.filter === filter) < index) {
        context.addIssue({
          code: 'custom',
          path: ['params', index, 'filter'],
          message: `"${filter}" fills two arguments`,
        });
      }
    });
  });
export type SourceParams = z.output<typeof sourceParamsSchema>;
