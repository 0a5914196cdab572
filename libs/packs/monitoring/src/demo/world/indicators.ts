/** How the values of an indicator come about: so much a quarter, a share that moves from one to another, a stock that grows. */
type Course =
  | { readonly kind: 'flow'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'share';
      readonly low: number;
      readonly high: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'stock'; readonly from: number; readonly to: number }
  | { readonly kind: 'none' };

export interface DemoIndicator {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  /** Program and code of the result. */
  readonly result: readonly [program: string, code: string];
  readonly course: Course;
  readonly values?: Readonly<Record<string, string | number | boolean>>;
  /** Dimensions that its values are split by. */
  readonly split?: readonly 'sex'[];
}

const flow = (low: number, high: number): Course => ({ kind: 'flow', low, high });
/** `low` to `high` are asked, of whom a share says yes. */
const share = (low: number, high: number, from: number, to: number): Course => ({
  kind: 'share',
  low,
  high,
  from,
  to,
});
const stock = (from: number, to: number): Course => ({ kind: 'stock', from, to });

const PERCENT = { value_type: 'percentage', aggregation_method: 'average', unit_factor: 100, decimals: 2 };
const LATEST = { aggregation_method: 'latest' };
const LIVE = 'LIVELIHOODS';

/** 14 that are added up, 4 percentages, 3 stocks, 2 formulas, 1 text. */
export const indicators: readonly DemoIndicator[] = [
  {
    code: 'PEOPLE_REACHED',
    name: 'People reached with assistance',
    unit: 'people',
    result: [LIVE, 'I'],
    course: flow(900, 1600),
    split: ['sex'],
  },
  {
    code: 'FARMERS_TRAINED',
    name: 'Farmers trained in dryland farming',
    unit: 'people',
    result: [LIVE, '1.1'],
    course: flow(80, 190),
    split: ['sex'],
  },
  {
    code: 'SEED_KITS',
    name: 'Seed kits handed out',
    unit: 'kits',
    result: [LIVE, '1.2'],
    course: flow(150, 420),
  },
  {
    code: 'CASH_FAMILIES',
    name: 'Households that received cash',
    unit: 'households',
    result: [LIVE, '1.3'],
    course: flow(60, 260),
  },
  {
    code: 'CASH_PAID',
    name: 'Cash paid to households',
    unit: 'USD',
    result: [LIVE, '1.3'],
    course: flow(6000, 31000),
    values: { decimals: 2 },
  },
  {
    code: 'SAVINGS_GROUPS',
    name: 'Savings groups that meet',
    unit: 'groups',
    result: [LIVE, '1.4'],
    course: stock(14, 52),
    values: LATEST,
  },
  {
    code: 'SAVED_TO_DATE',
    name: 'Money saved in groups, to date',
    unit: 'USD',
    result: [LIVE, '1.4'],
    course: stock(2100, 46000),
    values: { ...LATEST, is_cumulative: true, decimals: 2 },
  },
  {
    code: 'FOOD_SECURE',
    name: 'Share of households with enough food',
    unit: '%',
    result: [LIVE, '1'],
    course: share(110, 180, 0.41, 0.68),
    values: PERCENT,
    split: ['sex'],
  },
  {
    code: 'MALNUTRITION',
    name: 'Prevalence of global acute malnutrition (6–59 months)',
    unit: '%',
    result: [LIVE, '1'],
    course: share(240, 330, 0.17, 0.11),
    values: { ...PERCENT, direction: 'decreasing' },
  },
  {
    code: 'ENROLLED',
    name: 'Children enrolled who were out of school',
    unit: 'people',
    result: [LIVE, '2.1'],
    course: flow(40, 130),
    split: ['sex'],
  },
  {
    code: 'ATTENDANCE',
    name: 'School attendance',
    unit: '%',
    result: [LIVE, '2'],
    course: share(400, 900, 0.72, 0.86),
    values: PERCENT,
  },
  {
    code: 'TEACHERS_TRAINED',
    name: 'Teachers trained',
    unit: 'people',
    result: [LIVE, '2.2'],
    course: flow(6, 24),
  },
  {
    code: 'CASES_FOLLOWED',
    name: 'Protection cases followed',
    unit: 'cases',
    result: [LIVE, '3.1'],
    course: flow(30, 85),
  },
  {
    code: 'CASES_REFERRED',
    name: 'Cases referred to specialised services',
    unit: 'cases',
    result: [LIVE, '3.2'],
    course: flow(10, 29),
  },
  {
    code: 'REFERRED_SHARE',
    name: 'Cases referred per 100 followed',
    unit: 'cases',
    result: [LIVE, '3.2'],
    course: { kind: 'none' },
    values: { is_formula: true, formula: '{CASES_REFERRED} / {CASES_FOLLOWED} * 100', decimals: 1 },
  },
  {
    code: 'SESSIONS',
    name: 'Awareness sessions held',
    unit: 'sessions',
    result: [LIVE, '3.3'],
    course: flow(8, 26),
  },
  {
    code: 'STAFF',
    name: 'Staff in the project',
    unit: 'staff',
    result: [LIVE, '3.4'],
    course: stock(11, 17),
    values: LATEST,
  },
  {
    code: 'LESSONS',
    name: 'What the project has learnt',
    unit: '',
    result: [LIVE, '3.4'],
    course: { kind: 'none' },
    values: { value_type: 'text', aggregation_method: 'latest' },
  },
  {
    code: 'EXPENDITURE',
    name: 'Expenditure',
    unit: 'USD',
    result: [LIVE, 'I'],
    course: flow(61000, 118000),
    values: { decimals: 2 },
  },
  {
    code: 'COST_PER_PERSON',
    name: 'Cost per person reached',
    unit: 'USD',
    result: [LIVE, 'I'],
    course: { kind: 'none' },
    values: {
      is_formula: true,
      formula: '{EXPENDITURE} / {PEOPLE_REACHED}',
      decimals: 2,
      direction: 'decreasing',
    },
  },
  {
    code: 'WATER_POINTS',
    name: 'Water points built or repaired',
    unit: 'points',
    result: ['WASH', 'W.1'],
    course: flow(1, 7),
  },
  {
    code: 'SAFE_WATER',
    name: 'Households with safe water within 500 m',
    unit: '%',
    result: ['WASH', 'W'],
    course: share(180, 260, 0.48, 0.83),
    values: PERCENT,
  },
  {
    code: 'LATRINES',
    name: 'Latrines built',
    unit: 'latrines',
    result: ['WASH', 'W.2'],
    course: flow(5, 30),
  },
  {
    code: 'HYGIENE_KITS',
    name: 'Hygiene kits handed out',
    unit: 'kits',
    result: ['WASH', 'W.3'],
    course: flow(90, 310),
  },
];
