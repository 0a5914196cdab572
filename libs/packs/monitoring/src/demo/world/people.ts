/** Who has an account; `projects` by code, none = all of the organization's. */
export const people: readonly {
  readonly name: string;
  readonly role: 'org_admin' | 'coordinator' | 'member';
  readonly projects: readonly string[];
}[] = [
  { name: 'Wanjiru Kamau', role: 'org_admin', projects: [] },
  { name: 'Samuel Okoth', role: 'coordinator', projects: [] },
  { name: 'Ekal Lokwang', role: 'member', projects: ['TURKANA'] },
  { name: 'Nyibol Deng', role: 'member', projects: ['GAMBELLA'] },
  { name: 'Aïcha Moussa', role: 'member', projects: ['TAHOUA'] },
  { name: 'Farzana Begum', role: 'member', projects: ['KUTUPALONG'] },
];

/** Names that nobody real is called by in these combinations, by chance only. */
export const given_names = {
  female: [
    'Akiru',
    'Nakiru',
    'Achol',
    'Nyandeng',
    'Hadiza',
    'Rahma',
    'Mariama',
    'Rashida',
    'Salma',
    'Esther',
    'Zeinab',
    'Nasima',
  ],
  male: [
    'Ekai',
    'Lomuria',
    'Deng',
    'Gatluak',
    'Ibrahim',
    'Moussa',
    'Abdou',
    'Karim',
    'Jamal',
    'Peter',
    'Yusuf',
    'Rafiq',
  ],
};
export const family_names = [
  'Lokai',
  'Ekiru',
  'Tut',
  'Gatwech',
  'Issoufou',
  'Harouna',
  'Ahmed',
  'Hossain',
  'Ali',
  'Ewoi',
  'Lual',
  'Sani',
];

/** Work of the projects: output, title, unit and how much of it was planned. */
export const activities: readonly (readonly [
  program: string,
  output: string,
  title: string,
  unit: string,
  planned: number,
])[] = [
  ['LIVELIHOODS', '1.1', 'Field school on water harvesting', 'sessions', 12],
  ['LIVELIHOODS', '1.1', 'Visits by the agronomist', 'visits', 40],
  ['LIVELIHOODS', '1.2', 'Seed fair before the rains', 'days', 4],
  ['LIVELIHOODS', '1.2', 'Tool bank', 'loans', 150],
  ['LIVELIHOODS', '1.3', 'Cash distribution', 'rounds', 3],
  ['LIVELIHOODS', '1.3', 'Complaints desk at the distribution', 'days', 9],
  ['LIVELIHOODS', '1.4', 'Training of savings groups', 'groups', 20],
  ['LIVELIHOODS', '1.4', 'Share-out meetings', 'meetings', 16],
  ['LIVELIHOODS', '2.1', 'Back-to-school campaign', 'villages', 25],
  ['LIVELIHOODS', '2.1', 'School meals', 'weeks', 30],
  ['LIVELIHOODS', '2.2', 'Workshop for teachers', 'days', 10],
  ['LIVELIHOODS', '3.1', 'Case conferences', 'meetings', 24],
  ['LIVELIHOODS', '3.2', 'Referral network meeting', 'meetings', 8],
  ['LIVELIHOODS', '3.3', 'Radio programme on rights', 'broadcasts', 20],
  ['LIVELIHOODS', '3.4', 'Supervision of case workers', 'sessions', 18],
  ['WASH', 'W.1', 'Drilling and repair', 'points', 16],
  ['WASH', 'W.1', 'Training of pump caretakers', 'days', 6],
  ['WASH', 'W.1', 'Water quality tests', 'tests', 96],
  ['WASH', 'W.2', 'Building of latrines', 'latrines', 120],
  ['WASH', 'W.2', 'Lighting of the paths', 'lamps', 80],
  ['WASH', 'W.2', 'Desludging', 'rounds', 14],
  ['WASH', 'W.3', 'Distribution of hygiene kits', 'rounds', 8],
  ['WASH', 'W.3', 'House visits by hygiene promoters', 'visits', 900],
  ['WASH', 'W.3', 'Handwashing day at school', 'days', 6],
  ['WASH', 'W.3', 'Menstrual hygiene sessions', 'sessions', 30],
  ['WASH', 'W.1', 'Rehabilitation of the pipeline', 'metres', 1800],
  ['WASH', 'W.2', 'Latrine cleaning groups', 'groups', 22],
  ['WASH', 'W.3', 'Soap making workshop', 'days', 8],
  ['WASH', 'W.3', 'Children as hygiene messengers', 'clubs', 12],
  ['WASH', 'W.1', 'Water committee elections', 'committees', 18],
];

/** What a project spends on, and the share of its budget. */
export const budget: readonly (readonly [
  code: string,
  category: string,
  description: string,
  share: number,
])[] = [
  ['1.1', 'Staff', 'Programme staff', 0.28],
  ['1.2', 'Staff', 'Support staff', 0.08],
  ['2.1', 'Supplies', 'Goods handed out', 0.22],
  ['2.2', 'Supplies', 'Cash and vouchers', 0.14],
  ['3.1', 'Transport', 'Vehicles and fuel', 0.07],
  ['4.1', 'Training', 'Workshops and materials', 0.09],
  ['5.1', 'Monitoring', 'Surveys and evaluation', 0.05],
  ['6.1', 'Overheads', 'Indirect costs', 0.07],
];
