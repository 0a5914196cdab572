import { LayoutError } from '../../layout-error.js';
import type { Layout, Section } from '../../model/layout.js';
import { layoutNeeds } from '../../pages/layout-needs.js';
import { readLayout } from '../read-layout.js';

function layoutOf(content: unknown, locale = 'en', parts = {}): Layout {
  return readLayout(JSON.stringify(content), {
    signature_config: null,
    orientation: 'auto',
    locale,
    parts,
  });
}

/** The section of a kind, as designed. */
function designOf<Kind extends Section['kind']>(
  layout: Layout,
  kind: Kind,
): Extract<Section, { kind: Kind }> {
  const found = layout.sections.find((one) => one.kind === kind);
  if (!found) throw new Error(`no section of kind ${kind}`);
  return found as Extract<Section, { kind: Kind }>;
}

function fault(content: unknown): { at: string | null; message: string } {
  try {
    layoutOf(content);
  } catch (error) {
    if (error instanceof LayoutError) return { at: error.at, message: error.message };
    throw error;
  }
  throw new Error('no fault was found');
}

const REPORT = {
  title: 'Annual report [year]',
  notes: 'Prepared by [Organization].',
  footer: { right: '[Page]' },
  sections: [
    {
      kind: 'cover',
      dataset: 'head',
      logo: 'emblem',
      stamp: '[status]',
      facts: [{ label: 'Donor', value: '[donor]' }],
    },
    { kind: 'contents' },
    { kind: 'text', title: 'Summary', dataset: 'narratives', heading: '[heading]', paragraphs: '[body]' },
    { title: 'Indicators', dataset: 'indicators', page_break: false },
  ],
};

describe('a layout of several parts', () => {
  it('describes cover, contents, text and tables in their order', () => {
    const layout = layoutOf(REPORT);
    expect(layout.sections.map(({ kind }) => kind)).toEqual(['cover', 'contents', 'text', 'table']);
    expect(designOf(layout, 'cover').design).toMatchObject({
      title: 'Annual report [year]',
      source: 'head',
      logo: 'emblem',
      stamp: '[status]',
      facts: [{ label: 'Donor', value: '[donor]' }],
      footer: null,
    });
    expect(designOf(layout, 'text').design).toMatchObject({
      source: 'narratives',
      heading: '[heading]',
      paragraphs: ['[body]'],
      footer: { left: null, center: null, right: '[Page]' },
    });
  });

  it('asks for the picture and every dataset it shows', () => {
    const layout = layoutOf(REPORT);
    const named = ['head', 'narratives', 'indicators'];
    expect(layout.assets).toEqual(['emblem']);
    expect(layoutNeeds(layout, named).datasets).toEqual(named);
  });

  it('makes each section a part of the document, whose title stands on the cover alone', () => {
    const layout = layoutOf(REPORT);
    const parts = layout.sections.map((one) => (one.kind === 'pages' ? null : one.design.part));
    expect(parts.map((part) => part?.document_title)).toEqual(Array(4).fill('Annual report [year]'));
    expect(parts.map((part) => part?.continues)).toEqual([false, false, false, true]);
    expect(designOf(layout, 'table').design).toMatchObject({
      title: 'Indicators',
      closing: 'brief',
      notes: ['Prepared by [Organization].'],
    });
  });

  it('is no composed document where tables stand on pages of their own', () => {
    const layout = layoutOf({ sections: [{ dataset: 'a' }, { dataset: 'b', closing: 'none' }] });
    const designs = layout.sections.flatMap((one) => (one.kind === 'table' ? [one.design] : []));
    expect(designs.map(({ part }) => part)).toEqual([null, null]);
    expect(designs.map(({ closing }) => closing)).toEqual(['full', 'none']);
  });

  it.each([
    ['en', 'Contents'],
    ['ar', 'المحتويات'],
    ['nb', 'Innhold'],
  ])('calls contents without a title by the word of the language: %s', (locale, title) => {
    expect(designOf(layoutOf(REPORT, locale), 'contents').design.title).toBe(title);
  });

  it('leaves the direction to the language unless it says one', () => {
    expect(designOf(layoutOf(REPORT, 'ar'), 'table').design.direction).toBeNull();
    expect(designOf(layoutOf({ ...REPORT, direction: 'rtl' }), 'table').design.direction).toBe('rtl');
    const single = layoutOf({ direction: 'ltr', columns: ['a'] }, 'ar');
    expect(designOf(single, 'table').design.direction).toBe('ltr');
  });

  it('lets covers and texts see the first row of a dataset that a table shows', () => {
    const sections = [{ kind: 'cover' }, { kind: 'text', paragraphs: '[total]' }, { columns: ['total'] }];
    expect(layoutOf({ sections }).sections).toHaveLength(3);
    const twice = [{ kind: 'text', dataset: 'a', paragraphs: '[b]' }, { dataset: 'A' }];
    expect(fault({ sections: twice })).toMatchObject({ at: '/sections/1' });
  });

  it('leaves out the parts that the template switches off', () => {
    const sections = [
      { kind: 'cover', shown_if: 'cover' },
      { kind: 'text', paragraphs: 'Hello' },
    ];
    const layout = layoutOf({ sections }, 'en', { cover: false });
    expect(layout.sections.map(({ kind }) => kind)).toEqual(['text']);
  });

  it.each([
    [{ sections: [{ kind: 'poem' }] }, '/sections/0/kind'],
    [{ sections: [{ kind: 'text' }] }, '/sections/0/paragraphs'],
    [{ sections: [{ kind: 'text', paragraphs: ['ok', '[1 +]'] }] }, '/sections/0/paragraphs/1'],
    [{ sections: [{ kind: 'text', paragraphs: 'x', heading: '[1 +]' }] }, '/sections/0/heading'],
    [{ sections: [{ kind: 'cover', facts: [{ label: 'Donor' }] }] }, '/sections/0/facts/0/value'],
    [{ sections: [{ kind: 'cover', facts: [{ label: 'a', value: '[(]' }] }] }, '/sections/0/facts/0/value'],
    [{ sections: [{ kind: 'contents', columns: ['a'] }] }, '/sections/0/columns'],
    [{ sections: [{ kind: 'cover', page_break: false }] }, '/sections/0/page_break'],
    [{ direction: 'up' }, '/direction'],
    [{ closing: 'loud' }, '/closing'],
  ])('tells where a fault is: %j', (content, at) => {
    expect(fault(content).at).toBe(at);
  });
});
