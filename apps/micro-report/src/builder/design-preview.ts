import { Injectable } from '@nestjs/common';
import type { Principal } from '@galley/platform';
import { readDialog } from '@galley/template';
import { BuRequired } from '../jobs/job-problems.js';
import { requestedFormat } from '../templates/requested-format.js';
import { TemplatePreview, type Preview } from '../templates/template-preview.js';
import { unitsOf } from '../templates/template-visibility.js';
import type { PreviewDesign } from './builder-bodies.js';
import { DesignCompiler } from './design-compiler.js';
import { withPlainFilters } from './plain-filters.js';

/** Nothing is stored of what is previewed. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Makes a document of the first rows of a report that is being designed. */
@Injectable()
export class DesignPreview {
  constructor(
    private readonly compiler: DesignCompiler,
    private readonly previews: TemplatePreview,
  ) {}

  /** Throws `invalid`, `bu-required`, `preview-failed` and `unavailable`. */
  async render(caller: Principal, body: PreviewDesign, signal: AbortSignal): Promise<Preview> {
    const { design, format, bu_codes, filters, rows } = body;
    unitsOf(caller, bu_codes);
    const { source, fields } = await this.compiler.compile(caller, design, bu_codes?.[0], '/design');
    if (source.is_per_unit && !bu_codes?.length) {
      throw BuRequired.error('Name the business units to read in bu_codes; "all" is never assumed.', {
        errors: [{ pointer: '/bu_codes', detail: 'is required for this report' }],
      });
    }
    const template = { ...fields, id: NO_ID, version: null, dataset_source: { name: source.name } };
    const form = readDialog(fields.dialog).fields;
    const asked = { filters, bu_codes: source.is_per_unit ? bu_codes : undefined, rows };
    const output = requestedFormat(format ?? fields.default_format, '/format');
    return this.previews.render(caller, template, output, asked, signal, (plan) => ({
      ...plan,
      request: withPlainFilters(plan.request, form),
      document: { ...plan.document, template: { ...plan.document.template, id: null } },
    }));
  }
}
