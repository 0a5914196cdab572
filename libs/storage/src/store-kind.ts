import type { z } from 'zod';
import type { FileStore } from './file-store.js';

/** Reports one fault of the configuration. */
export type Report = (key: string, message: string) => void;

/** One way to keep files. A new kind is one folder that exports this and one line in `registry.ts`. */
export interface StoreKind<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** Value of STORAGE_KIND. */
  readonly key: string;
  /** The configuration keys of this kind alone; all have a default or are optional, because another kind may be chosen. */
  readonly config: Shape;
  /** Reports what is missing when this kind is the chosen one. */
  check(config: z.output<z.ZodObject<Shape>>, report: Report): void;
  /** Opens the store; connects lazily. Loads here what only this kind needs, so that others do not carry it. */
  open(config: z.output<z.ZodObject<Shape>>): FileStore | Promise<FileStore>;
}
