import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** Root of the repository, from `tools/src` and `tools/dist` alike. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A path inside the repository. */
export const inRoot = (...segments: string[]): string => path.join(ROOT, ...segments);
