import { Injectable } from '@nestjs/common';
import type { DatasetRequest } from '@galley/dataset';
import {
  figureQuestion,
  reportDataOf,
  ReportInvalid,
  schemaOf,
  validateReport,
  type BufdirSchema,
  type ExcludedLine,
  type Finding,
  type MappedReport,
  type ReportLabel,
  type SummaryRow,
} from '@galley/pack-grants/bufdir';
import type { Author } from '@galley/platform';
import { GrantsData } from '../grants-data.js';
import { ReportPlans, type ReportPlan } from '../reports/report-plan.js';
import type { ReportWish } from '../reports/report-bodies.js';
import { midnightOf } from '../reports/report-view.js';
import type { BufdirPrecheck } from './precheck-resource.js';

/** What a report would say, and what it would lack, before anybody makes one: the same questions, checks and mapping. */
@Injectable()
export class Precheck {
  constructor(
    private readonly plans: ReportPlans,
    private readonly data: GrantsData,
  ) {}

  /** Throws what the creation of the report would throw, but for a report in progress. */
  async of(author: Author, wish: ReportWish): Promise<BufdirPrecheck> {
    const plan = await this.plans.of(author, wish);
    const schema = schemaOf(plan.schema_version);
    const mapped = await this.#map(plan, schema);
    const { organization, period, totals, activity_types, countable_days } = mapped.report_data;
    return {
      organization_id: organization.id,
      reporting_period_start: midnightOf(period.start),
      reporting_period_end: midnightOf(period.end),
      period_label: period.label,
      bufdir_schema_version: schema.version,
      validation_warnings: mapped.warnings,
      obstacle: obstacleOf(schema, mapped),
      totals,
      activity_types,
      exclusions: countable_days.by_reason,
    };
  }

  async #map({ caller, span, scope }: ReportPlan, schema: BufdirSchema): Promise<MappedReport> {
    const params = figureQuestion(span, scope, schema.version);
    const ask = <Row>(builder: string, request: DatasetRequest = { params }) =>
      this.data.rows<Row>(caller, { builder_key: `grants.${builder}`, ...request });
    const [rows, excluded, findings, labels] = await Promise.all([
      ask<SummaryRow>('activity_summary'),
      ask<ExcludedLine>('activity_lines', {
        params,
        columns: ['kind', 'source_id', 'exclusion_reason'],
        filters: { kind: 'activity', is_countable: false },
      }),
      ask<Finding>('report_findings'),
      ask<ReportLabel>('report_labels', {}),
    ]);
    const { id, code, name, timezone } = caller.organization;
    const organization = { id, code, name };
    return reportDataOf({
      schema,
      organization,
      period: { ...span, timezone },
      scope,
      rows,
      excluded,
      findings,
      labels,
    });
  }
}

function obstacleOf(schema: BufdirSchema, mapped: MappedReport): BufdirPrecheck['obstacle'] {
  try {
    validateReport(schema, mapped);
    return null;
  } catch (error) {
    if (!(error instanceof ReportInvalid)) throw error;
    return { code: error.code, detail: error.detail };
  }
}
