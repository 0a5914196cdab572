export { printTemplates, type PrintTemplate } from '../print/print-templates.js';
export { lookupSources, type LookupSource } from './lookup-sources.js';
export { seedStandardTemplates } from './seed-standard-templates.js';
export { standardTemplates, type StandardSource, type StandardTemplate } from './standard-templates.js';
export type { SqlClient } from '@galley/dataset';
