interface DemoSection {
  readonly kind: string;
  readonly title?: string;
  readonly body?: string;
  readonly config?: object;
}

export interface DemoReport {
  readonly project: string;
  readonly grant_ref: string;
  readonly title: string;
  readonly report_type: 'quarterly' | 'annual' | 'ad_hoc';
  readonly start_date: string;
  readonly end_date: string;
  readonly language: 'en' | 'nb' | 'fr' | 'ar';
  readonly include_unapproved?: true;
  /** When it was published; absent = it is a draft. */
  readonly published_at?: string;
  /** First its narrative; the others follow in the order that donors expect. */
  readonly body: string;
  readonly chart: readonly string[];
}

/** What follows the narrative in every report. */
export function sectionsOf({ body, chart }: DemoReport): readonly DemoSection[] {
  return [
    { kind: 'narrative', body },
    { kind: 'logframe' },
    { kind: 'indicator_table' },
    { kind: 'indicator_chart', config: { indicator_codes: chart } },
    { kind: 'activities' },
    { kind: 'participants', config: { group_by: ['sex', 'age'] } },
    { kind: 'budget' },
    {
      kind: 'annex',
      config: {
        items: [{ title: 'Register of means of verification', description: 'Kept in the country office' }],
      },
    },
  ];
}

const YEAR = { report_type: 'annual', start_date: '2025-01-01', end_date: '2025-12-31' } as const;

export const reports: readonly DemoReport[] = [
  {
    project: 'TURKANA',
    grant_ref: 'NDF-2024-117',
    title: 'Turkana: herds, gardens, schools — annual report 2025',
    ...YEAR,
    language: 'en',
    published_at: '2026-02-20T08:30:00Z',
    body: 'The long rains failed for the third time in four years, and families sold animals to eat. **Seed came in time** where roads were open; where they were not, cash took its place.\n\nFewer children than planned went back to school, but in the last quarter more than ever before. Four fifths of the budget are spent.\n\n- Savings groups now lend without outside help.\n- Referrals reach a clinic within three days.\n- Malnutrition is still above the emergency threshold in two wards.',
    chart: ['PEOPLE_REACHED', 'FARMERS_TRAINED', 'ENROLLED'],
  },
  {
    project: 'TURKANA',
    grant_ref: 'NDF-2024-117',
    title: 'Turkana: kvartalsrapport 2. kvartal 2026',
    report_type: 'quarterly',
    start_date: '2026-04-01',
    end_date: '2026-06-30',
    language: 'nb',
    published_at: '2026-07-24T09:10:00Z',
    body: 'Regnet kom sent, men det kom. Såfrømessen ble flyttet tre uker, og nesten alle familiene rakk å så.\n\nSparegruppene låner nå ut uten hjelp utenfra.',
    chart: ['SEED_KITS', 'FARMERS_TRAINED'],
  },
  {
    project: 'TAHOUA',
    grant_ref: 'FH/24/0082',
    title: 'Tahoua : semences et épargne — rapport annuel 2025',
    ...YEAR,
    language: 'fr',
    published_at: '2026-03-02T10:00:00Z',
    body: "La soudure a commencé un mois plus tôt que d'habitude. Les groupes d'épargne ont permis à la plupart des familles de garder leurs semences.\n\nLes femmes tiennent la caisse dans neuf groupes sur dix.",
    chart: ['SEED_KITS', 'CASH_FAMILIES'],
  },
  {
    project: 'GAMBELLA',
    grant_ref: 'ANR-5521',
    title: 'غامبيلا: الأرض والأمان — التقرير السنوي 2025',
    ...YEAR,
    language: 'ar',
    published_at: '2026-03-05T07:45:00Z',
    body: 'عادت معظم الأسر إلى أراضيها بعد الفيضانات، وزرعت **قبل موسم الأمطار**.\n\nبقي عدد الأطفال الملتحقين بالمدارس أقل مما كان مخططًا له.',
    chart: ['PEOPLE_REACHED', 'CASES_FOLLOWED'],
  },
  {
    project: 'KUTUPALONG',
    grant_ref: 'NDF-2024-131',
    title: 'Kutupalong: safe water — third quarter 2026',
    report_type: 'quarterly',
    start_date: '2026-07-01',
    end_date: '2026-09-30',
    language: 'en',
    include_unapproved: true,
    body: 'The monsoon damaged eleven latrines; nine are in use again. Figures of this quarter are **not all approved yet**.',
    chart: ['HYGIENE_KITS', 'WATER_POINTS', 'LATRINES'],
  },
  {
    project: 'TAHOUA',
    grant_ref: 'FH/24/0082',
    title: 'Tahoua : visite de suivi, octobre 2026',
    report_type: 'ad_hoc',
    start_date: '2026-01-01',
    end_date: '2026-09-30',
    language: 'fr',
    body: 'Notes de la visite de suivi, à compléter par les responsables de village.',
    chart: ['SAVINGS_GROUPS'],
  },
];
