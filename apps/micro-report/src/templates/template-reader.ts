import { Injectable } from '@nestjs/common';
import { Database, NotFound, pageOf, type Page, type Principal, type Tx } from '@galley/platform';
import type { TemplateQuery } from './template-query.js';
import { WITH_SOURCE, type TemplateRow } from './template-row.js';
import { unitsOf, visibleTemplates } from './template-visibility.js';

const SORTABLE = ['name', 'report_category', 'report_type', 'created_at', 'updated_at', 'version'];

/** Finds the templates a caller may see; what they may not see is not there. */
@Injectable()
export class TemplateReader {
  constructor(private readonly database: Database) {}

  list(caller: Principal, query: TemplateQuery): Promise<Page<TemplateRow>> {
    const { kind = 'report', report_group, report_category, report_type, is_active, q } = query;
    const matching = q && { contains: q, mode: 'insensitive' as const };
    const where = {
      ...visibleTemplates(caller, unitsOf(caller, query.bu_code)),
      kind,
      report_group,
      report_category,
      report_type,
      is_active,
      ...(matching && { OR: [{ name: matching }, { description: matching }] }),
    };
    return this.database.withTenant(caller.organization.id, (tx) =>
      pageOf(
        query,
        { by: SORTABLE, initially: 'name' },
        (window) => tx.tb_report_template.findMany({ where, include: WITH_SOURCE, ...window }),
        () => tx.tb_report_template.count({ where }),
      ),
    );
  }

  /** `not-found` when it is not there or not visible to the caller (for one of the named units, when some are named). */
  find(caller: Principal, id: string, buCodes?: readonly string[]): Promise<TemplateRow> {
    return this.database.withTenant(caller.organization.id, (tx) => this.findIn(tx, caller, id, buCodes));
  }

  /** As `find`, inside a transaction of the caller's. */
  async findIn(tx: Tx, caller: Principal, id: string, buCodes?: readonly string[]): Promise<TemplateRow> {
    const where = { ...visibleTemplates(caller, unitsOf(caller, buCodes)), id };
    const found = await tx.tb_report_template.findFirst({ where, include: WITH_SOURCE });
    if (found) return found;
    throw NotFound.error('There is no such template, or it is not yours.');
  }

  /**
   * The active report template that a report type stands for: the organization's own before the platform's, a
   * project's before a general one, then the oldest. `not-found` when there is none that the caller may see.
   */
  async ofType(
    tx: Tx,
    caller: Principal,
    reportType: string,
    buCodes?: readonly string[],
  ): Promise<TemplateRow> {
    const visible = visibleTemplates(caller, unitsOf(caller, buCodes));
    const found = await tx.tb_report_template.findFirst({
      where: { ...visible, report_type: reportType, kind: 'report', is_active: true },
      include: WITH_SOURCE,
      orderBy: [
        { organization_id: { sort: 'asc', nulls: 'last' } },
        { project_id: { sort: 'asc', nulls: 'last' } },
        { created_at: 'asc' },
        { id: 'asc' },
      ],
    });
    if (found) return found;
    throw NotFound.error(`There is no active template of type ${reportType}, or none is yours.`);
  }
}
