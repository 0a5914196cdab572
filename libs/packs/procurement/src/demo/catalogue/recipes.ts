/** What a batch takes of a product: its code, quantity in its stock unit, share lost in preparation. */
export interface IngredientItem {
  readonly product: string;
  readonly qty: string;
  readonly waste_rate: string;
}

/** A dish or drink of the group's menu; its first ingredient is nobody else's. */
export interface RecipeItem {
  readonly name: string;
  readonly course: 'Starter' | 'Main' | 'Dessert' | 'Beverage';
  readonly portions: number;
  readonly prep_minutes: number;
  /** Of a portion, in baht. */
  readonly price: string;
  readonly ingredients: readonly IngredientItem[];
}

type Line = readonly [
  name: string,
  course: RecipeItem['course'],
  portions: number,
  prep_minutes: number,
  price: string,
  /** `CODE qty/waste …` */
  ingredients: string,
];

const lines: readonly Line[] = [
  [
    'Som tam · ส้มตำไทย',
    'Starter',
    10,
    15,
    '160',
    'PROD-007 2.2/0.18 PROD-001 0.3/0.35 PROD-010 0.4/0.05 DRYG-003 0.2/0 DRYG-005 0.15/0',
  ],
  [
    'Salade de chèvre chaud',
    'Starter',
    8,
    20,
    '320',
    'DAIR-009 4/0 PROD-014 0.4/0.1 BAKE-003 1/0.05 DRYG-015 0.1/0',
  ],
  [
    'Smoked salmon, rømme and lefse',
    'Starter',
    10,
    15,
    '420',
    'SEAF-002 0.9/0.02 DAIR-012 0.3/0 BAKE-020 1/0 PROD-001 0.2/0.35',
  ],
  [
    'Oysters Fine de Claire, six',
    'Starter',
    4,
    10,
    '980',
    'SEAF-012 24/0.04 PROD-016 0.1/0.1 DRYG-015 0.1/0',
  ],
  ['Caprese di bufala', 'Starter', 6, 10, '360', 'DAIR-013 6/0 PROD-011 1.2/0.08 DRYG-013 0.05/0'],
  [
    'Moules marinières',
    'Starter',
    6,
    20,
    '390',
    'SEAF-014 3.5/0.12 PROD-016 0.2/0.1 DAIR-002 1/0 PROD-019 0.05/0.05',
  ],
  [
    'Tom yam goong · ต้มยำกุ้ง',
    'Starter',
    8,
    25,
    '340',
    'SEAF-006 1.4/0.3 PROD-003 0.2/0.4 PROD-004 0.2/0.2 PROD-001 0.3/0.35 DRYG-003 0.2/0',
  ],
  [
    'Beef tenderloin, sauce béarnaise',
    'Main',
    8,
    35,
    '1450',
    'MEAT-001 1.8/0.12 PROD-018 2/0.15 DAIR-004 0.05/0 PROD-017 0.8/0.05',
  ],
  [
    'Green curry of chicken · แกงเขียวหวานไก่',
    'Main',
    12,
    40,
    '290',
    'MEAT-017 2.2/0.05 DRYG-006 3/0 DRYG-009 0.4/0 PROD-002 0.2/0.2 DRYG-001 0.4/0',
  ],
  [
    'Pad thai with prawns · ผัดไทยกุ้งสด',
    'Main',
    10,
    20,
    '320',
    'SEAF-007 1.2/0.25 DRYG-007 3/0 PROD-001 0.2/0.35 DAIR-021 0.3/0 DRYG-003 0.2/0',
  ],
  [
    'Kra pao with minced pork · ผัดกะเพราหมู',
    'Main',
    12,
    15,
    '240',
    'MEAT-013 2.4/0 PROD-002 0.5/0.2 PROD-006 0.15/0.1 DRYG-008 0.2/0 DRYG-001 0.4/0',
  ],
  ['Salmon fillet, crème d’aneth', 'Main', 8, 30, '680', 'SEAF-001 1.6/0.1 DAIR-003 0.4/0 PROD-018 1.6/0.15'],
  [
    'Rack of lamb, haricots verts',
    'Main',
    6,
    45,
    '1280',
    'MEAT-007 2.4/0.15 PROD-017 0.9/0.05 PROD-019 0.05/0.05',
  ],
  [
    'Spaghetti bolognese',
    'Main',
    12,
    50,
    '310',
    'MEAT-004 1.8/0.02 DRYG-011 3/0 DRYG-019 1/0 DAIR-014 0.25/0.03',
  ],
  [
    'Magret de canard, sauce cassis',
    'Main',
    6,
    35,
    '720',
    'MEAT-020 1.5/0.08 SPIR-024 0.15/0 PROD-018 1.2/0.15',
  ],
  [
    'Sea bass, steamed with lime · ปลากะพงนึ่งมะนาว',
    'Main',
    6,
    30,
    '580',
    'SEAF-008 4.2/0.4 PROD-001 0.5/0.35 PROD-019 0.1/0.05 DRYG-003 0.15/0',
  ],
  [
    'Mango and sticky rice · ข้าวเหนียวมะม่วง',
    'Dessert',
    10,
    25,
    '220',
    'PROD-008 3.5/0.32 DRYG-002 0.25/0 DRYG-006 1/0 DRYG-023 0.3/0',
  ],
  [
    'Moelleux au chocolat',
    'Dessert',
    12,
    30,
    '260',
    'BAKE-007 0.12/0 DAIR-004 0.05/0 DAIR-021 0.3/0 BAKE-015 0.3/0',
  ],
  ['Tiramisù', 'Dessert', 12, 40, '280', 'DAIR-017 3/0 SOFT-018 0.12/0 DAIR-021 0.25/0 DRYG-023 0.3/0'],
  [
    'Crème brûlée à la vanille',
    'Dessert',
    10,
    45,
    '240',
    'BAKE-011 2/0 DAIR-002 1/0 DAIR-021 0.3/0 DRYG-023 0.2/0',
  ],
  [
    'Cheese plate, Comté and Roquefort',
    'Dessert',
    8,
    10,
    '490',
    'DAIR-007 0.4/0.04 DAIR-008 0.25/0.04 BAKE-003 1/0.05',
  ],
  ['Young coconut ice cream', 'Dessert', 16, 15, '190', 'DAIR-020 0.5/0.02 PROD-024 4/0.3'],
  [
    'Gin and tonic, Iron Balls',
    'Beverage',
    12,
    3,
    '390',
    'SPIR-010 0.8/0.02 SOFT-008 0.5/0 PROD-001 0.15/0.35',
  ],
  [
    'Mai Thai, Chalong Bay',
    'Beverage',
    12,
    5,
    '360',
    'SPIR-013 0.85/0.02 SPIR-023 0.25/0 PROD-001 0.3/0.35 SOFT-025 0.1/0',
  ],
  ['Singha, bottle', 'Beverage', 24, 1, '160', 'SPIR-001 1/0.01'],
  ['Sancerre, glass', 'Beverage', 5, 2, '520', 'WINE-007 1/0.02'],
  ['Champagne brut, glass', 'Beverage', 6, 2, '820', 'WINE-012 1/0.05'],
  ['Espresso', 'Beverage', 120, 2, '90', 'SOFT-017 1/0.02'],
  ['Thai iced tea · ชาเย็น', 'Beverage', 30, 4, '110', 'SOFT-016 1/0 DAIR-024 3/0'],
];

export const recipeItems: readonly RecipeItem[] = lines.map(
  ([name, course, portions, prep_minutes, price, ingredients]) => ({
    name,
    course,
    portions,
    prep_minutes,
    price,
    ingredients: ingredients.split(' ').reduce<IngredientItem[]>((list, word, index, words) => {
      const [qty = '', waste_rate = '0'] = (words[index + 1] ?? '').split('/');
      return index % 2 === 0 ? [...list, { product: word, qty, waste_rate }] : list;
    }, []),
  }),
);
