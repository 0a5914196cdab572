import { checkLayout } from './layout-check.js';

describe('checkLayout', () => {
  it.each(['', '  \n'])('finds nothing wrong with %j: it is laid out automatically', (content) => {
    expect(checkLayout(content)).toEqual({ ok: true, kind: 'auto', unsupported: [] });
  });

  it('lists the elements of an XML layout, not those in comments', () => {
    const content =
      '<Report><!-- <Script/> --><ReportPage><TextObject/><TextObject Text="a"/></ReportPage></Report>';
    expect(checkLayout(content)).toEqual({
      ok: false,
      kind: 'xml',
      unsupported: [
        { element: 'Report', count: 1 },
        { element: 'ReportPage', count: 1 },
        { element: 'TextObject', count: 2 },
      ],
    });
  });

  it('lists the keys of a JSON layout', () => {
    expect(checkLayout('{"title": "a", "columns": []}')).toMatchObject({
      kind: 'json',
      unsupported: [{ element: 'title' }, { element: 'columns' }],
    });
  });

  it.each(['plain text', '[1]', '{'])('does not know the form of %j', (content) => {
    expect(checkLayout(content)).toEqual({
      ok: false,
      kind: 'unknown',
      unsupported: [{ element: 'content', count: 1 }],
    });
  });
});
