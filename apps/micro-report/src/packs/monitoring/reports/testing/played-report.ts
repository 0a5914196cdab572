import type { PlayedRows } from './donor-reports-house.js';

/**
 * Rows of every kind of section, as the records write them: figures of the worked data set ME-1 (design/packs/monitoring.md, section 3)
 * beside long texts, blanks and lights of every colour.
 */
export const PLAYED_ROWS: PlayedRows = {
  logframe: `[
    {"place": 1, "level": "impact", "depth": 0, "code": "I1", "title": "Health", "results_chain": "I1 People in the north live healthier lives", "is_first": true,
     "indicator_code": null, "indicator": null, "unit": null, "baseline": null, "baseline_year": null, "target": null, "target_year": null, "actual": null,
     "means_of_verification": null, "assumptions": "Peace holds in the northern districts."},
    {"place": 2, "level": "outcome", "depth": 1, "code": "O1", "title": "Water", "results_chain": "O1 Households drink safe water all year", "is_first": true,
     "indicator_code": "OC1.1", "indicator": "Share of households with safe water", "unit": "%", "baseline": 40.00, "baseline_year": 2025, "target": 60.00, "target_year": 2026,
     "actual": 57.67, "means_of_verification": "Household survey", "assumptions": "Rains come in season."},
    {"place": 3, "level": "output", "depth": 2, "code": "OP1", "title": "Wells", "results_chain": "OP1 Wells are drilled and kept", "is_first": true,
     "indicator_code": "OP1.1", "indicator": "People reached by new wells", "unit": "people", "baseline": 0, "baseline_year": 2025, "target": 600, "target_year": 2026,
     "actual": 500, "means_of_verification": "Registers of the water committees", "assumptions": "Drilling rigs stay available."},
    {"place": 4, "level": "output", "depth": 2, "code": "OP1", "title": "Wells", "results_chain": null, "is_first": false,
     "indicator_code": "OP1.2", "indicator": "Cost per person reached", "unit": "EUR", "baseline": null, "baseline_year": null, "target": 100.00, "target_year": 2026,
     "actual": 104.00, "means_of_verification": "Accounts", "assumptions": null}]`,
  indicator_table: `[
    {"place": 1, "code": "OP1.1", "indicator": "People reached by new wells", "unit": "people", "baseline": 0, "target": 600, "period_target": 150, "period_actual": 120,
     "actual": 1234500, "progress": 83.33, "light": "amber", "comment": "Two wells were finished late: the road to [Gulu] was closed for three weeks.", "progress_exact": 83.333333},
    {"place": 2, "code": "OC1.1", "indicator": "Share of households with safe water", "unit": "%", "baseline": 40.00, "target": 60.00, "period_target": null, "period_actual": 75.00,
     "actual": 57.67, "progress": 88.35, "light": "amber", "comment": null, "progress_exact": 88.35},
    {"place": 3, "code": "OP2.1", "indicator": "Trained water committees", "unit": null, "baseline": 2, "target": 12, "period_target": 3, "period_actual": 4, "actual": 12,
     "progress": 100.00, "light": "green", "comment": "All twelve meet every month.", "progress_exact": 100},
    {"place": 4, "code": "OP2.2", "indicator": "Cases of diarrhoea in children under five", "unit": "cases", "baseline": 40, "target": 20, "period_target": null, "period_actual": 45,
     "actual": 45, "progress": -25.00, "light": "red", "comment": null, "progress_exact": -25},
    {"place": 5, "code": "OP2.3", "indicator": "Schools with a hygiene club", "unit": "schools", "baseline": null, "target": null, "period_target": null, "period_actual": null,
     "actual": null, "progress": null, "light": "grey", "comment": null, "progress_exact": null}]`,
  indicator_chart: `[
    {"place": 1, "code": "OP1.1", "indicator": "People reached by new wells", "unit": "people", "period": "Q1 2026", "value": 120, "increment": 120, "target": 150, "cumulative": 120},
    {"place": 2, "code": "OP1.1", "indicator": "People reached by new wells", "unit": "people", "period": "Q2 2026", "value": 150, "increment": 150, "target": 150, "cumulative": 270},
    {"place": 3, "code": "OP1.1", "indicator": "People reached by new wells", "unit": "people", "period": "Q3 2026", "value": 60, "increment": 60, "target": 150, "cumulative": 330},
    {"place": 4, "code": "OP1.1", "indicator": "People reached by new wells", "unit": "people", "period": "Q4 2026", "value": 90, "increment": 90, "target": 150, "cumulative": 420},
    {"place": 5, "code": "OC1.1", "indicator": "Share of households with safe water", "unit": "%", "period": "Q1 2026", "value": 75.71, "increment": null, "target": null, "cumulative": 75.71},
    {"place": 6, "code": "OC1.1", "indicator": "Share of households with safe water", "unit": "%", "period": "Q2 2026", "value": 52.17, "increment": null, "target": null, "cumulative": 57.67}]`,
  activities: `[
    {"place": 1, "code": "A1", "title": "Drilling of four boreholes", "result_code": "OP1", "result": "Wells are drilled and kept", "location": "Gulu", "planned_start_date": "2026-01-10",
     "planned_end_date": "2026-03-20", "start_date": "2026-01-17", "end_date": null, "status": "ongoing", "planned": 4, "actual": 3, "progress": 75.00, "participants": 0},
    {"place": 2, "code": "A2", "title": "Training of water committees", "result_code": "OP2", "result": "Committees look after the wells", "location": null, "planned_start_date": "2026-02-01",
     "planned_end_date": "2026-02-05", "start_date": "2026-02-01", "end_date": "2026-02-05", "status": "completed", "planned": null, "actual": null, "progress": null, "participants": 1204}]`,
  participants: `[
    {"place": 1, "dimension": "total", "category": "total", "sex": null, "age_band": null, "direct": 1204, "indirect": 3310, "attendances": 2888, "new_people": 611},
    {"place": 2, "dimension": "sex", "category": "female", "sex": "female", "age_band": null, "direct": 700, "indirect": 1700, "attendances": 1600, "new_people": 300},
    {"place": 3, "dimension": "sex", "category": "male", "sex": "male", "age_band": null, "direct": 504, "indirect": 1610, "attendances": 1288, "new_people": 311},
    {"place": 4, "dimension": "sex_age", "category": "female 18-24", "sex": "female", "age_band": "18-24", "direct": 300, "indirect": 900, "attendances": 800, "new_people": 100},
    {"place": 5, "dimension": "sex_age", "category": "female 60+", "sex": "female", "age_band": "60+", "direct": 400, "indirect": 800, "attendances": 800, "new_people": 200},
    {"place": 6, "dimension": "sex_age", "category": "male 18-24", "sex": "male", "age_band": "18-24", "direct": 500, "indirect": 1600, "attendances": 1280, "new_people": 310},
    {"place": 7, "dimension": "sex_age", "category": "male unknown", "sex": "male", "age_band": "unknown", "direct": 4, "indirect": 10, "attendances": 8, "new_people": 1}]`,
  budget: `[
    {"place": 1, "currency": "EUR", "code": "1.1", "category": "Personnel", "description": "Three engineers", "budgeted": 60000.00, "spent": 40000.00, "remaining": 20000.00, "percent_spent": 66.67, "is_total": false},
    {"place": 2, "currency": "EUR", "code": "1.2", "category": "Drilling", "description": null, "budgeted": 40000.00, "spent": 24250.50, "remaining": 15749.50, "percent_spent": 60.63, "is_total": false},
    {"place": 3, "currency": "EUR", "code": null, "category": null, "description": null, "budgeted": 100000.00, "spent": 64250.50, "remaining": 35749.50, "percent_spent": 64.25, "is_total": true},
    {"place": 4, "currency": "USD", "code": "2.1", "category": "Training", "description": null, "budgeted": 5000.00, "spent": 6000.00, "remaining": -1000.00, "percent_spent": 120.00, "is_total": false},
    {"place": 5, "currency": "USD", "code": null, "category": null, "description": null, "budgeted": 5000.00, "spent": 6000.00, "remaining": -1000.00, "percent_spent": 120.00, "is_total": true}]`,
};

const LONG =
  'In the first quarter the project drilled **three of four** boreholes. The fourth waits for the rig, which the road to Gulu kept from coming. ' +
  'Committees were trained in all twelve villages; they collect a small fee for repairs.';

/** Sections of every kind: with text, with markup, with what a layout or a page could take for its own, and one without rows. */
export const PLAYED_SECTIONS = [
  {
    kind: 'narrative',
    title: 'Executive summary',
    body: `${LONG}\n\n${LONG}\n\n- safe water for [many]\n- fewer cases of diarrhoea`,
  },
  { kind: 'logframe' },
  { kind: 'indicator_table', body: 'Targets are those of the grant agreement.' },
  { kind: 'indicator_chart' },
  { kind: 'activities', title: 'Activities [and <b>their</b> people]' },
  { kind: 'participants' },
  { kind: 'budget' },
  { kind: 'annex' },
  { kind: 'narrative', title: 'Outlook' },
];
