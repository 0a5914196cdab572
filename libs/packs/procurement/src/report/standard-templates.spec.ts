import { readDialog, readRunOptions } from '@galley/template';
import { procurementBuilders, schemaSql } from '../data/index.js';
import { lookupSources } from './lookup-sources.js';
import { standardTemplates } from './standard-templates.js';

const templates = standardTemplates();
const named = templates.map((standard) => [standard.template.name, standard] as const);

/** What `sql/` creates of each kind. */
function objectsOf(kind: 'VIEW' | 'FUNCTION' | 'PROCEDURE'): string[] {
  const found = schemaSql().matchAll(new RegExp(`CREATE OR REPLACE ${kind} (\\w+)`, 'g'));
  return [...found].map(([, name]) => String(name));
}

const objects: Readonly<Record<string, readonly string[]>> = {
  view: objectsOf('VIEW'),
  function: objectsOf('FUNCTION'),
  procedure: objectsOf('PROCEDURE'),
};

/** The report catalogue of packs/procurement.md §0. */
const CATALOGUE =
  `purchase request list, purchase request detail, price list by product, order pending, purchase order list,
  purchase order detail, extra cost, receiving list, receiving detail, receiving summary by product, top purchasing, purchase
  analysis by item, credit note list, credit note detail, vendor list, vendor detail, vendor performance, vendor spend, price
  comparison, product list, product category, store requisition list, store requisition detail, requisition cost summary, issue
  detail, stock in detail, stock out detail, end-of-period adjustment, inventory balance, monthly inventory movement, movement by
  location, slow moving, stock card detail, stock card summary, deviation by item, inventory ageing, expired items, recipe list,
  recipe card, material consumption, menu engineering, cost centre, budget vs actual, journal voucher, activity log, workflow status`
    .split(',')
    .map((name) => name.trim().replaceAll(/\s+/g, ' '));

describe('the standard templates', () => {
  it('are the 46 of the catalogue and two more', () => {
    expect(CATALOGUE).toHaveLength(46);
    const names = templates.map(({ template }) => template.name.toLowerCase());
    expect(CATALOGUE.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !CATALOGUE.includes(name))).toEqual([
      'receiving against order',
      'stock on hand',
    ]);
  });

  it('stand in six categories, over all four kinds of source', () => {
    expect(new Set(templates.map(({ template }) => template.report_category))).toEqual(
      new Set(['inventory', 'procurement', 'recipe', 'vendor', 'financial', 'operational']),
    );
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

  it.each(named)('%s says what it is, and in which group it stands', (_, { template }) => {
    expect(template.description?.length).toBeGreaterThan(20);
    expect(template.report_group).toBeTruthy();
    const { title, columns, group_by } = readRunOptions(template.default_options, '/default_options');
    expect(title).toBeTruthy();
    for (const column of group_by ?? []) expect(columns).toContain(column);
  });

  it.each(named)('%s lays out what it asks for, and names the unit of every row', (_, { template }) => {
    if (template.content === '') return;
    const { columns: laid = [] } = JSON.parse(template.content) as {
      columns?: (string | { field: string })[];
    };
    const shown = laid.map((column) => (typeof column === 'string' ? column : column.field));
    const { columns, group_by } = readRunOptions(template.default_options, '/default_options');
    expect(shown).toEqual(['bu_code', ...(columns ?? []).filter((column) => !group_by?.includes(column))]);
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
