/** An aid organization that does not exist, where its projects are, and who pays for them. */
export const organization = {
  code: 'openfields',
  name: 'Open Fields Relief',
  locale: 'en-GB',
  timezone: 'Africa/Nairobi',
  currency: 'USD',
} as const;

export const programs = [
  {
    code: 'LIVELIHOODS',
    name: 'Livelihoods and protection in drylands',
    description:
      'Families in drylands feed themselves, their children learn, and nobody who needs protection is left alone.',
    start_date: '2024-10-01',
    end_date: '2027-09-30',
    status: 'active',
  },
  {
    code: 'WASH',
    name: 'Water, sanitation and hygiene in camps',
    description: 'Water that is safe and near, latrines that are used, hands that are washed.',
    start_date: '2024-10-01',
    end_date: '2027-09-30',
    status: 'active',
  },
] as const;

export const donors = [
  { code: 'NDF', name: 'Nordic Development Fund', country: 'NO', contact: 'grants@ndf.example' },
  { code: 'HORIZON', name: 'Fondation Horizon', country: 'FR', contact: 'subventions@horizon.example' },
  { code: 'ALNOOR', name: 'Al Noor Relief Trust', country: 'AE', contact: 'grants@alnoor.example' },
] as const;

export const grants = [
  { program: 'LIVELIHOODS', donor: 'NDF', grant_ref: 'NDF-2024-117', amount: '2400000.00', currency: 'USD' },
  { program: 'LIVELIHOODS', donor: 'HORIZON', grant_ref: 'FH/24/0082', amount: '850000.00', currency: 'EUR' },
  { program: 'LIVELIHOODS', donor: 'ALNOOR', grant_ref: 'ANR-5521', amount: '600000.00', currency: 'USD' },
  { program: 'WASH', donor: 'NDF', grant_ref: 'NDF-2024-131', amount: '1100000.00', currency: 'USD' },
] as const;

/** Eight quarters of values, and one more to come. */
const DAYS = {
  start_date: '2024-10-01',
  end_date: '2026-12-31',
  status: 'active',
  fiscal_start_month: 1,
} as const;

export const projects = [
  {
    program: 'LIVELIHOODS',
    code: 'TURKANA',
    name: 'Turkana: herds, gardens, schools',
    location: 'Turkana, Kenya',
    budget: '1250000.00',
    currency: 'USD',
    ...DAYS,
  },
  {
    program: 'LIVELIHOODS',
    code: 'GAMBELLA',
    name: 'Gambella: land and safety',
    location: 'Gambella, Ethiopia',
    budget: '980000.00',
    currency: 'USD',
    ...DAYS,
  },
  {
    program: 'LIVELIHOODS',
    code: 'TAHOUA',
    name: 'Tahoua : semences et épargne',
    location: 'Tahoua, Niger',
    budget: '760000.00',
    currency: 'EUR',
    ...DAYS,
  },
  {
    program: 'WASH',
    code: 'KUTUPALONG',
    name: 'Kutupalong: safe water',
    location: "Cox's Bazar, Bangladesh",
    budget: '1040000.00',
    currency: 'USD',
    ...DAYS,
  },
] as const;

/** `above` is the code of the parent; an outcome may stand alone. */
export const results = [
  ['LIVELIHOODS', 'impact', 'I', null, 'Families in drylands live in dignity through good years and bad'],
  ['LIVELIHOODS', 'outcome', '1', 'I', 'Families have enough to eat all year'],
  ['LIVELIHOODS', 'output', '1.1', '1', 'Farmers know how to grow with little water'],
  ['LIVELIHOODS', 'output', '1.2', '1', 'Families have seed and tools in time for the rains'],
  ['LIVELIHOODS', 'output', '1.3', '1', 'Families in need receive cash in the lean season'],
  ['LIVELIHOODS', 'output', '1.4', '1', 'Savings groups lend to their members'],
  ['LIVELIHOODS', 'outcome', '2', 'I', 'Children go to school and stay there'],
  ['LIVELIHOODS', 'output', '2.1', '2', 'Children who were out of school are enrolled'],
  ['LIVELIHOODS', 'output', '2.2', '2', 'Teachers teach large classes well'],
  ['LIVELIHOODS', 'outcome', '3', 'I', 'Women and children at risk are protected'],
  ['LIVELIHOODS', 'output', '3.1', '3', 'Cases are found and followed to their end'],
  ['LIVELIHOODS', 'output', '3.2', '3', 'Survivors are referred to whoever can help'],
  ['LIVELIHOODS', 'output', '3.3', '3', 'Communities know the risks and their rights'],
  ['LIVELIHOODS', 'output', '3.4', '3', 'Staff are trained and supported'],
  ['WASH', 'outcome', 'W', null, 'People in the camps stay healthy'],
  ['WASH', 'output', 'W.1', 'W', 'Water points are built and kept running'],
  ['WASH', 'output', 'W.2', 'W', 'Latrines are near, safe and clean'],
  ['WASH', 'output', 'W.3', 'W', 'Families have what hygiene needs and use it'],
] as const satisfies readonly (readonly [
  string,
  'impact' | 'outcome' | 'output',
  string,
  string | null,
  string,
])[];
