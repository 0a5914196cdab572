import { readFileSync } from 'node:fs';
import { signatureConfigSchema } from '@galley/template';
import { z } from 'zod';

const root = new URL('../../print/', import.meta.url);

/** The types of documents that are printed, in the order of menus. */
export const PRINTED_TYPES = ['pr', 'rfq', 'po', 'grn', 'inv', 'cn', 'sr', 'ia', 'pc', 'sc'] as const;

const layout = z.record(z.string(), z.json());

const file = z.strictObject({
  document_type: z.string().regex(/^[A-Z]{2,5}$/),
  label: z.string().min(1),
  view: z.string().regex(/^v_print_[a-z]+$/),
  signatures: signatureConfigSchema.shape.blocks,
  datasets: z.array(z.json()).default([]),
  layout,
});

/** How a type of document prints; `layout` is the content of its templates. */
export type PrintFile = z.output<typeof file>;

/** Every print file, its layout completed by what all documents of the house share (`print/house.json`). */
export function printFiles(): readonly PrintFile[] {
  const house = layout.parse(readPrint('house'));
  return PRINTED_TYPES.map((type) => {
    const read = file.parse(readPrint(type));
    return { ...read, layout: { kind: 'document', ...house, ...read.layout } };
  });
}

function readPrint(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, root), 'utf8')) as unknown;
}
