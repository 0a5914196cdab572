import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '@galley/platform';
import { readNamedDatasets, sourceNameOf } from '@galley/template';
import { BindingChecker } from './binding-check.js';
import { checkLayout } from './layout-check.js';
import type { BindingCheck, TemplateCheck } from './template-resources.js';
import type { TemplateRow } from './template-row.js';

/** Whether a template could be run: its data as micro-data finds them, its layout as the readers read it. */
@Injectable()
export class TemplateChecker {
  constructor(
    private readonly database: Database,
    private readonly bindings: BindingChecker,
  ) {}

  async check(caller: Principal, template: TemplateRow): Promise<TemplateCheck> {
    const organization = caller.organization.id;
    const layout = await this.database.withTenantSql(organization, (tx) =>
      checkLayout(tx, organization, template),
    );
    const binding = await this.#bindings(caller, template);
    return { ok: binding.ok && layout.ok, binding, layout };
  }

  /** The template's own source and those of its further datasets. */
  async #bindings(caller: Principal, template: TemplateRow): Promise<BindingCheck> {
    const own = template.dataset_source
      ? await this.bindings.check(caller, template.dataset_source.name)
      : { ok: false, problems: [UNBOUND] };
    const checks = [own];
    for (const dataset of readNamedDatasets(template.datasets, '/datasets')) {
      checks.push(await this.bindings.check(caller, sourceNameOf(template.id, dataset), dataset.name));
    }
    return { ok: checks.every(({ ok }) => ok), problems: checks.flatMap(({ problems }) => problems) };
  }
}

const UNBOUND = { code: 'unbound', detail: 'The template has no source.', bu_code: null, dataset: null };
