import { z } from 'zod';
import { jsonContent } from './json-content.js';

/** The JSON Schema (2020-12) of JSON layouts as authors write them; what editors complete from. */
export function layoutJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(jsonContent, { io: 'input', target: 'draft-2020-12' }) };
}
