import { TemplateError } from './faults.js';
import { effectiveOptions, readRunOptions, readStoredOptions } from './run-options.js';

describe('the JSON wishes of a run', () => {
  it('are checked as those of other formats are', () => {
    expect(effectiveOptions({ json: { bare: true } }, {}).json).toEqual({ bare: true });
    expect(() => readRunOptions({ json: { bare: 'yes' } }, '/options')).toThrow(/^\/options\/json\/bare: /);
    expect(() => readRunOptions({ json: { naked: true } }, '/options')).toThrow(TemplateError);
  });
});

describe('the PDF wishes of a run', () => {
  it('lie over those of the template, one by one', () => {
    const { pdf } = effectiveOptions(
      { pdf: { tagged: true, watermark: 'draft' } },
      { pdf: { watermark: 'copy' } },
    );
    expect(pdf).toEqual({ tagged: true, watermark: 'copy' });
    expect(effectiveOptions({ pdf: { tagged: true } }, { pdf: null }).pdf).toBeNull();
  });

  it('hold no password where they are stored', () => {
    const options = { pdf: { password: 'secret' } };
    expect(readRunOptions(options).pdf).toEqual(options.pdf);
    expect(() => readStoredOptions(options, '/options')).toThrow(TemplateError);
    expect(() => readStoredOptions(options, '/options')).toThrow(/^\/options\/pdf\/password: /);
    expect(() => readStoredOptions(options, '/options')).not.toThrow(/secret/);
  });

  it('are not for an archive and a password at once', () => {
    expect(() => readRunOptions({ pdf: { archive: 'csv', password: 'x' } })).toThrow(/PDF\/A/);
  });
});
