import type { StoredField } from '../../forms/index.js';

type Draw = (what: string) => number;
type Fields = readonly (Partial<StoredField> &
  Pick<StoredField, 'name' | 'type'> & { readonly label: string; readonly indicator?: string })[];

export interface DemoForm {
  readonly project: string;
  readonly code: string;
  readonly name: string;
  readonly fields: Fields;
  /** Days within which it was filled in. */
  readonly from: string;
  readonly days: number;
  /** What somebody answered; `draw` gives numbers from 0 to 1 by their name. The form itself decides what of it is kept. */
  readonly answers: (draw: Draw) => Readonly<Record<string, unknown>>;
}

const choose = <T>(draw: Draw, what: string, choices: readonly T[]): T | undefined =>
  choices[Math.floor(draw(what) * choices.length)];
const whole = (draw: Draw, what: string, low: number, high: number): number =>
  low + Math.floor(draw(what) * (high - low + 1));
const options = (choices: Readonly<Record<string, string>>) =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

const CROPS = { sorghum: 'Sorghum', millet: 'Millet', beans: 'Beans', okra: 'Okra' };

export const forms: readonly DemoForm[] = [
  {
    project: 'TURKANA',
    code: 'HOUSEHOLD',
    name: 'Household survey',
    from: '2026-01-12',
    days: 240,
    fields: [
      {
        name: 'ward',
        type: 'select_one',
        label: 'Ward',
        required: true,
        options: options({ north: 'North', south: 'South', lake: 'Lakeside' }),
      },
      {
        name: 'members',
        type: 'integer',
        label: 'How many live in the household?',
        required: true,
        constraint: { field: '.', op: '>=', value: 1 },
        constraint_message: 'Whoever answers lives there too.',
      },
      {
        name: 'children',
        type: 'integer',
        label: 'How many of them are children?',
        required: true,
        constraint: { field: '.', op: '<', value: { field: 'members' } },
        constraint_message: 'There is a grown-up in every household.',
      },
      {
        name: 'in_school',
        type: 'integer',
        label: 'How many children go to school?',
        relevant: { field: 'children', op: '>', value: 0 },
        constraint: { field: '.', op: '<=', value: { field: 'children' } },
      },
      { name: 'has_garden', type: 'boolean', label: 'Is there a garden?', required: true },
      {
        name: 'garden_area',
        type: 'decimal',
        label: 'How large is it, in ares?',
        relevant: { field: 'has_garden', op: '=', value: true },
        required: true,
      },
      {
        name: 'crops',
        type: 'select_multiple',
        label: 'What grows there?',
        relevant: { field: 'has_garden', op: '=', value: true },
        options: options(CROPS),
      },
      {
        name: 'area_per_head',
        type: 'calculate',
        label: 'Garden per head, in ares',
        calculation: 'round(coalesce(${garden_area}, 0) / ${members}, 2)',
      },
      { name: 'meals', type: 'integer', label: 'Meals yesterday', required: true },
      {
        name: 'why_few',
        type: 'text',
        label: 'Why so few?',
        relevant: { field: 'meals', op: '<', value: 2 },
        required: true,
      },
    ],
    answers: (draw) => {
      const members = whole(draw, 'members', 1, 9);
      const children = Math.min(members - 1, whole(draw, 'children', 0, 6));
      return {
        ward: choose(draw, 'ward', ['north', 'south', 'lake']),
        members,
        children,
        in_school: Math.min(children, whole(draw, 'school', 0, 5)),
        has_garden: draw('garden') < 0.6,
        garden_area: (0.5 + Math.round(draw('area') * 60) / 10).toFixed(1),
        crops: Object.keys(CROPS).filter((crop) => draw(crop) < 0.5),
        meals: whole(draw, 'meals', 1, 3),
        why_few: choose(draw, 'why', [
          'The harvest failed.',
          'There was no money for the market.',
          'Food was kept for the children.',
        ]),
      };
    },
  },
  {
    project: 'TAHOUA',
    code: 'REUNION',
    name: "Réunion d'un groupe d'épargne",
    from: '2026-01-08',
    days: 260,
    fields: [
      {
        name: 'village',
        type: 'select_one',
        label: 'Village',
        required: true,
        options: options({ bagaroua: 'Bagaroua', illela: 'Illéla', keita: 'Keita', madaoua: 'Madaoua' }),
      },
      { name: 'women', type: 'integer', label: 'Femmes présentes', required: true },
      { name: 'men', type: 'integer', label: 'Hommes présents', required: true },
      { name: 'present', type: 'calculate', label: 'Présents', calculation: '${women} + ${men}' },
      { name: 'saved', type: 'decimal', label: 'Épargné, XOF', required: true },
      {
        name: 'per_head',
        type: 'calculate',
        label: 'Épargné par personne',
        calculation: 'if(${present} > 0, round(${saved} / ${present}, 2), 0)',
      },
      { name: 'loans', type: 'integer', label: 'Prêts accordés', required: true },
      {
        name: 'lent',
        type: 'decimal',
        label: 'Montant des prêts, XOF',
        relevant: { field: 'loans', op: '>', value: 0 },
        required: true,
      },
    ],
    answers: (draw) => ({
      village: choose(draw, 'village', ['bagaroua', 'illela', 'keita', 'madaoua']),
      women: whole(draw, 'women', 6, 24),
      men: whole(draw, 'men', 0, 8),
      saved: String(whole(draw, 'saved', 40, 400) * 250),
      loans: whole(draw, 'loans', 0, 4),
      lent: String(whole(draw, 'lent', 20, 160) * 500),
    }),
  },
  {
    project: 'KUTUPALONG',
    code: 'HYGIENE',
    name: 'Hygiene kit handed out',
    from: '2026-07-02',
    days: 88,
    fields: [
      { name: 'block', type: 'text', label: 'Block', required: true },
      {
        name: 'members',
        type: 'integer',
        label: 'Household members',
        required: true,
        constraint: { field: '.', op: '>=', value: 1 },
      },
      {
        name: 'kits',
        type: 'integer',
        label: 'Kits handed out',
        required: true,
        indicator: 'HYGIENE_KITS',
        indicator_aggregate: 'sum',
      },
      {
        name: 'satisfied',
        type: 'boolean',
        label: 'Is everything there that was promised?',
        relevant: { field: 'kits', op: '>', value: 0 },
        required: true,
      },
      {
        name: 'missing',
        type: 'text',
        label: 'What is missing?',
        relevant: { field: 'satisfied', op: '=', value: false },
        required: true,
      },
    ],
    answers: (draw) => ({
      block: `${choose(draw, 'camp', ['1E', '1W', '4', '4X', '7'])}-${whole(draw, 'block', 1, 30)}`,
      members: whole(draw, 'members', 2, 9),
      kits: draw('kits') < 0.45 ? 1 : draw('kits') > 0.97 ? 2 : 0,
      satisfied: draw('satisfied') < 0.92,
      missing: choose(draw, 'missing', ['Soap', 'The bucket has no lid', 'Cloths']),
    }),
  },
];
