import { readDialog, readRunOptions } from '@galley/template';
import { procurementBuilders } from '../data/index.js';
import { readSql } from '../pack-files.js';
import { lookupSources } from './lookup-sources.js';
import { standardTemplates } from './standard-templates.js';

const templates = standardTemplates();
const named = templates.map((standard) => [standard.template.name, standard] as const);

/** What `sql/` creates of each kind. */
function objectsOf(kind: 'VIEW' | 'FUNCTION' | 'PROCEDURE', file: string): string[] {
  return [...readSql(file).matchAll(new RegExp(`CREATE OR REPLACE ${kind} (\\w+)`, 'g'))].map(([, name]) =>
    String(name),
  );
}

const objects: Readonly<Record<string, readonly string[]>> = {
  view: objectsOf('VIEW', 'views'),
  function: objectsOf('FUNCTION', 'functions'),
  procedure: objectsOf('PROCEDURE', 'procedures'),
};

describe('the standard templates', () => {
  it('are eight, over all four kinds of source', () => {
    expect(templates).toHaveLength(8);
    expect(new Set(templates.map(({ template }) => template.source_type))).toEqual(
      new Set(['view', 'function', 'procedure', 'builder']),
    );
  });

  it('have names, types and sources of their own', () => {
    for (const values of [
      templates.map(({ template }) => template.name),
      templates.map(({ template }) => template.report_type),
      templates.map(({ source }) => source.name),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it.each(named)('%s is bound to something the pack ships', (_, { template }) => {
    if (template.source_type === 'builder') {
      const builder = procurementBuilders.find(({ key }) => key === template.builder_key);
      const params = template.source_params.params.map(({ filter, type, nullable }) => ({
        name: filter,
        type,
        nullable,
      }));
      expect(params).toEqual(builder?.params);
    } else {
      expect(objects[template.source_type]).toContain(template.source_name);
    }
  });

  it.each(named)('%s fills every parameter and asks for nothing else', (_, { template }) => {
    const fields = readDialog(template.dialog).fields;
    const params = template.source_params.params;
    if (template.source_type === 'view') {
      for (const field of fields) expect(field.column ?? field.name).toMatch(/^[a-z_]+$/);
      expect(params).toEqual([]);
    } else {
      expect(new Set(fields.map(({ name }) => name))).toEqual(new Set(params.map(({ filter }) => filter)));
    }
  });

  it.each(named)('%s looks up in sources that exist', (_, { template }) => {
    const known = [...lookupSources, ...templates.map(({ source }) => source)].map(({ name }) => name);
    for (const { lookup } of readDialog(template.dialog).fields)
      if (lookup) expect(known).toContain(lookup.source);
  });

  it.each(named)('%s has no total that goes wrong over several units', (_, { template }) => {
    const { totals = [] } = readRunOptions(template.default_options, '/default_options');
    // Every property numbers its documents and codes its records anew: the same number is not the same document.
    for (const { aggregate } of totals ?? []) expect(aggregate).not.toBe('count_distinct');
  });

  it.each(named)('%s labels what the database cannot', (_, { source, template }) => {
    // Views carry labels as comments, builders in code; the columns of functions and cursors take none.
    const isLabelled = template.source_type === 'function' || template.source_type === 'procedure';
    expect(source.columns !== null).toBe(isLabelled);
  });
});
