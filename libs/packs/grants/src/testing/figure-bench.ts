import { BuilderOpener, cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import type { ActivityLine, Finding, SummaryRow } from '../bufdir/figure-rows.js';
import { hierarchyScope } from '../bufdir/hierarchy-scope.js';
import type { HierarchyScope, ScopeUnit } from '../bufdir/report-data.js';
import { grantsBuilders } from '../data/index.js';
import { GrantsRows } from './grants-rows.js';

/** What figures are asked for, where it is not all of 2025 in Oslo by the rules of 2025-v1. */
export interface FigureQuestion {
  readonly date_from?: string;
  readonly date_to?: string;
  readonly schema_version?: string;
  readonly timezone?: string;
  /** Absent: the tree as it stands. */
  readonly hierarchy?: HierarchyScope;
}

const YEAR = { date_from: '2025-01-01', date_to: '2025-12-31', schema_version: '2025-v1' };

/** A database of a suite's own, whose records are read as reports read them: as galley_data, under a signed context. */
export class FigureBench {
  private constructor(
    private readonly clone: ClonedDatabase,
    readonly admin: pg.Client,
    readonly opener: BuilderOpener,
  ) {}

  static async open(): Promise<FigureBench> {
    const clone = await cloneDatabase();
    const admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    return new FigureBench(clone, admin, await BuilderOpener.connect(clone, grantsBuilders));
  }

  organization(): Promise<GrantsRows> {
    return GrantsRows.ofNewOrganization(this.admin);
  }

  /** The hierarchy as a report that is created now keeps it. */
  async hierarchy({ organization_id }: GrantsRows): Promise<HierarchyScope> {
    const units = await this.opener.rows<ScopeUnit>('grants.hierarchy', { organization_id, params: {} });
    return hierarchyScope(organization_id, units);
  }

  lines(rows: GrantsRows, question: FigureQuestion = {}): Promise<readonly ActivityLine[]> {
    return this.ask<ActivityLine>('activity_lines', rows, question);
  }

  summary(rows: GrantsRows, question: FigureQuestion = {}): Promise<readonly SummaryRow[]> {
    return this.ask<SummaryRow>('activity_summary', rows, question);
  }

  /** The figures of a report's frozen lines. */
  summaryOf(organization_id: string, report_id: string): Promise<readonly SummaryRow[]> {
    return this.opener.rows<SummaryRow>('grants.activity_summary', {
      organization_id,
      params: { report_id },
    });
  }

  findings(rows: GrantsRows, question: FigureQuestion = {}): Promise<readonly Finding[]> {
    return this.ask<Finding>('report_findings', rows, question);
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.end(), this.opener.close()]);
    await this.clone.drop();
  }

  private async ask<Row>(
    key: string,
    rows: GrantsRows,
    { timezone, hierarchy, ...given }: FigureQuestion,
  ): Promise<readonly Row[]> {
    const scope = hierarchy ?? (await this.hierarchy(rows));
    const params = { ...YEAR, ...given, hierarchy: scope };
    const { organization_id } = rows;
    return this.opener.rows<Row>(`grants.${key}`, {
      organization_id,
      params,
      ...(timezone !== undefined && { timezone }),
    });
  }
}
