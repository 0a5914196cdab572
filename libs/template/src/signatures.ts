import { z } from 'zod';

/** A signature row has room for five blocks on A4. */
const MAX_BLOCKS = 5;

const block = z.strictObject({
  key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'is not a key: letters, digits and _, at most 63'),
  label: z.string().min(1).max(100),
  required: z.boolean().default(false),
});

/** `{"blocks":[{"key","label","required"}]}`: who signs below the document, left to right. */
export const signatureConfigSchema = z
  .strictObject({
    blocks: z.array(block).max(MAX_BLOCKS, `holds more than ${MAX_BLOCKS} signature blocks`),
  })
  .superRefine(({ blocks }, context) => {
    blocks.forEach(({ key }, index) => {
      if (blocks.findIndex((other) => other.key === key) < index) {
        context.addIssue({
          code: 'custom',
          path: ['blocks', index, 'key'],
          message: `"${key}" is used twice`,
        });
      }
    });
  });
export type SignatureConfig = z.output<typeof signatureConfigSchema>;
