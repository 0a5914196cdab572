import type { SqlClient } from '@galley/dataset';
import type { RowValues } from '@galley/platform/testing';
import { Me1 } from './me-1.js';
import type { MonitoringRows } from './monitoring-rows.js';

/** A section of a report as a test writes it. */
export interface SceneSection {
  readonly kind: string;
  readonly title?: string;
  readonly body?: string;
  readonly config?: object;
}

/**
 * Data set ME-1 with what a donor report shows besides: a result tree, targets, narratives, the people of ME-C10, the money of ME-C13 and
 * ME-C14, a grant. TONNES is the light that ME-C9 is about.
 */
export class DonorScene {
  private constructor(
    readonly me1: Me1,
    private readonly client: SqlClient,
    private readonly grant_id: string,
  ) {}

  static async insert(client: SqlClient, rows: MonitoringRows): Promise<DonorScene> {
    const me1 = await Me1.insert(rows);
    const donor_id = await rows.insert('donor', { code: 'NORAD', name: 'Norad' });
    const grant = { grant_ref: 'QZA-26/0042', amount: '150000.00', currency: 'EUR' };
    const scene = new DonorScene(
      me1,
      client,
      await rows.insert('program_donor', { program_id: me1.program_id, donor_id, ...grant }),
    );
    const output = await scene.results();
    await scene.people(output);
    await scene.money();
    return scene;
  }

  get organization_id(): string {
    return this.me1.rows.organization_id;
  }

  /** A report of P1 over 2026; answers its id. */
  async report(sections: readonly SceneSection[], values: RowValues = {}): Promise<string> {
    const { rows } = this.me1;
    const project_id = this.me1.project('P1');
    const report_id = await rows.insert('report', {
      project_id,
      program_donor_id: this.grant_id,
      title: 'Wells in 2026',
      report_type: 'annual',
      start_date: '2026-01-01',
      end_date: '2026-12-31',
      ...values,
    });
    for (const [order_index, { config = {}, ...section }] of sections.entries()) {
      const place = { project_id, report_id, order_index };
      await rows.insert('report_section', { ...place, ...section, config: JSON.stringify(config) });
    }
    return report_id;
  }

  /** I, 1 below it, 1.1 and 1.2 below that: 1.2 has no indicator. Answers 1.1. */
  private async results(): Promise<string> {
    const { rows, program_id } = this.me1;
    const impact = await rows.node(program_id, 'impact', 'I', null, { title: 'Health' });
    const outcome = await rows.node(program_id, 'outcome', '1', impact, {
      title: 'Clean water',
      assumptions: 'It rains.',
    });
    const output = await rows.node(program_id, 'output', '1.1', outcome, { title: 'Wells' });
    await rows.node(program_id, 'output', '1.2', outcome, { title: 'Committees', order_index: 1 });
    await this.client.query(
      `update monitoring.indicator set result_node_id = $1, means_of_verification = 'Survey' where id = $2`,
      [outcome, this.me1.indicator('SHARE')],
    );
    const said = { target: 12, narrative: 'Opened with the villages.' };
    await this.planned('WELLS', { unit: 'wells', result_node_id: output }, { baseline: 5, target: 45 });
    await this.me1.report('P1', 'WELLS', [10, 20], said);
    await this.planned('TONNES', { decimals: 2 }, { baseline: 0, target: 3000 });
    await this.me1.report('P1', 'TONNES', [2699.88]);
    return output;
  }

  private async planned(code: string, values: RowValues, plan: RowValues): Promise<void> {
    const { rows } = this.me1;
    const indicator_id = await rows.indicator(code, values);
    this.me1.indicators[code] = indicator_id;
    const project_id = this.me1.project('P1');
    await rows.insert('project_indicator', { project_id, indicator_id, target_date: '2026-12-31', ...plan });
  }

  /** ME-C10: A1{1,2,3} in Q1, A2{2,3,4} and A3{4,5} later; A3 is of P2. Participant 1 has a household of two. */
  private async people(output: string): Promise<void> {
    const { rows } = this.me1;
    const people: Record<number, string> = {};
    for (const number of [1, 2, 3, 4, 5]) {
      const sex = number < 3 ? 'female' : 'male';
      const who = { name: `Secret ${number}`, sex, birth_date: '1990-05-05', consent: true };
      people[number] = await rows.insert('participant', { code: `PERSON-${number}`, ...who });
    }
    for (const line_no of [1, 2]) {
      const member = { name: `Hidden ${line_no}`, sex: 'female', age: 7, line_no };
      await rows.insert('household_member', { participant_id: people[1], ...member });
    }
    for (const [code, project, attended_on, numbers] of ATTENDANCES) {
      const project_id = this.me1.project(project);
      const activity_id = await rows.insert('activity', {
        project_id,
        code,
        title: `Training ${code}`,
        result_node_id: output,
        start_date: attended_on,
        status: 'completed',
        planned: 4,
        actual: 3,
      });
      for (const number of numbers) {
        const participant_id = people[number];
        await rows.insert('activity_participant', { project_id, activity_id, participant_id, attended_on });
      }
    }
  }

  private async money(): Promise<void> {
    for (const [project, code, category, budgeted, spent, currency] of MONEY) {
      const project_id = this.me1.project(project);
      await this.me1.rows.insert('budget_line', { project_id, code, category, budgeted, spent, currency });
    }
  }
}

const ATTENDANCES = [
  ['A1', 'P1', '2026-02-02', [1, 2, 3]],
  ['A2', 'P1', '2026-05-05', [2, 3, 4]],
  ['A3', 'P2', '2026-05-06', [4, 5]],
] as const;

const MONEY = [
  ['P1', '1', 'Staff', '60000.00', '40000.00', 'EUR'],
  ['P1', '2', 'Wells', '40000.00', '24250.50', 'EUR'],
  ['P2', '1', 'Staff', '10000.00', '12500.00', 'USD'],
] as const;
