import { documentFilters, documentValues } from './document-question.js';

const ID = '0199bbbb-0000-7000-8000-00000000000a';
const keys = { id_column: 'document_id', id_type: 'uuid', number_column: 'document_no' };
const view = { source_type: 'view', builder_key: null, source_params: { params: [] } };
const taking = (...filters: string[]) => ({
  source_type: 'function',
  builder_key: null,
  source_params: { params: filters.map((filter) => ({ filter, type: 'text' })) },
});

describe('the question for one document', () => {
  it.each([
    ['an id of a view: either column', view, keys, ID, { OR: [{ document_id: ID }, { document_no: ID }] }],
    ['a number of a view', view, keys, 'PO-1', { document_no: 'PO-1' }],
    [
      'a text id of a view',
      view,
      { ...keys, id_type: 'text', number_column: null },
      'x',
      { document_id: 'x' },
    ],
    [
      'digits where ids are',
      view,
      { ...keys, id_type: 'integer', number_column: null },
      '12',
      { document_id: '12' },
    ],
    ['words where ids are digits', view, { ...keys, id_type: 'integer' }, 'x', { document_no: 'x' }],
    ['what nothing can be called', view, { ...keys, number_column: null }, 'PO-1', null],
    ['an id of a function', taking('document_id'), keys, ID, { document_id: ID }],
    ['a number of a function that takes none', taking('document_id'), keys, 'PO-1', null],
    [
      'a number of a function that does',
      taking('document_id', 'document_no'),
      keys,
      'PO-1',
      { document_no: 'PO-1' },
    ],
    [
      'a builder, whatever its source',
      { ...taking('document_id'), source_type: 'view', builder_key: 'a.b' },
      keys,
      ID,
      { document_id: ID },
    ],
  ])('knows %s', (_, template, columns, document, filters) => {
    expect(documentFilters(template, columns, document)).toEqual(filters);
  });

  it('gives further datasets both names until the document is found', () => {
    expect(documentValues(keys, 'PO-1')).toEqual({ document_id: 'PO-1', document_no: 'PO-1' });
  });
});
