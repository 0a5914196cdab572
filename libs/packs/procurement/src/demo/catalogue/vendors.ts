/** A vendor and the categories it delivers. */
export interface VendorItem {
  readonly name: string;
  readonly country: string;
  readonly city: string;
  readonly currency: string;
  readonly credit_term_days: number;
  readonly contact: string;
  readonly domain: string;
  readonly categories: readonly string[];
}

type Line = readonly [
  name: string,
  country: string,
  city: string,
  currency: string,
  credit_term_days: number,
  contact: string,
  domain: string,
  categories: string,
];

const lines: readonly Line[] = [
  [
    'Bangkok Meat & Provision Co., Ltd.',
    'TH',
    'Bangkok',
    'THB',
    30,
    'Somchai Rattanakul',
    'bkkmeat',
    'MEAT DAIR',
  ],
  ['บริษัท สยามซีฟู้ด จำกัด', 'TH', 'Samut Sakhon', 'THB', 15, 'สุภาพร ทองดี', 'siamseafood', 'SEAF'],
  ['ตลาดไทผักสด หจก.', 'TH', 'Pathum Thani', 'THB', 7, 'วิชัย ศรีสุข', 'talaadthaifresh', 'PROD'],
  [
    'Royal Project Highland Produce',
    'TH',
    'Chiang Mai',
    'THB',
    15,
    'Nattaya Inthanon',
    'highlandproduce',
    'PROD DAIR',
  ],
  ['Andaman Fisheries Partnership', 'TH', 'Phuket', 'THB', 15, 'Prasert Chaiyo', 'andamanfish', 'SEAF'],
  ['Chao Phraya Dairy Co., Ltd.', 'TH', 'Saraburi', 'THB', 30, 'Kanya Phromma', 'cpdairy', 'DAIR BAKE'],
  ['บริษัท ครัวไทยวัตถุดิบ จำกัด', 'TH', 'Nonthaburi', 'THB', 30, 'มาลี แสงทอง', 'kruathai', 'DRYG MEAT'],
  ['Siam Makro Horeca', 'TH', 'Bangkok', 'THB', 30, 'Ratchanee Kaewmala', 'siamhoreca', 'DRYG SOFT BAKE'],
  ['Maison Lefèvre & Fils', 'FR', 'Rungis', 'EUR', 45, 'Hélène Lefèvre', 'maison-lefevre', 'MEAT DAIR BAKE'],
  [
    'Caves du Château Bréton S.A.S.',
    'FR',
    'Bordeaux',
    'EUR',
    60,
    'François Gaëtan',
    'caves-breton',
    'WINE SPIR',
  ],
  ['Pâtisserie Générale d’Export', 'FR', 'Lyon', 'EUR', 45, 'Zoë Bélanger', 'patisserie-export', 'BAKE DRYG'],
  ['Nordsjø Sjømat Ålesund AS', 'NO', 'Ålesund', 'NOK', 30, 'Bjørn Sæther', 'nordsjo-sjomat', 'SEAF'],
  ['Fjellgård Østråt Meieri AS', 'NO', 'Trondheim', 'NOK', 30, 'Åse Kjærstad', 'fjellgard', 'DAIR MEAT'],
  ['شركة الخليج للأغذية والتوريدات', 'AE', 'Dubai', 'AED', 45, 'خالد المنصوري', 'gulf-foods', 'DRYG SOFT'],
  ['广州丽华酒店用品有限公司', 'CN', 'Guangzhou', 'CNY', 60, '陈丽华', 'lihua-hotel', 'GUES CLEA'],
  [
    'Boon Rawd Beverage Distribution',
    'TH',
    'Bangkok',
    'THB',
    30,
    'Thanawat Boonmee',
    'brbeverage',
    'SOFT SPIR',
  ],
  ['Doi Chaang Coffee Roasters', 'TH', 'Chiang Rai', 'THB', 15, 'Lahu Jaisai', 'doicoffee', 'SOFT'],
  [
    'Wine Gallery (Thailand) Co., Ltd.',
    'TH',
    'Bangkok',
    'THB',
    45,
    'Pimchanok Suwan',
    'winegallery',
    'WINE SPIR',
  ],
  [
    'Straits Wine & Spirits Pte Ltd',
    'SG',
    'Singapore',
    'SGD',
    45,
    'Tan Wei Ming',
    'straitswine',
    'WINE SPIR',
  ],
  ['Siam Linen Textile PCL', 'TH', 'Samut Prakan', 'THB', 60, 'Orawan Thepsiri', 'siamlinen', 'GUES'],
  ['Lanna Amenity House', 'TH', 'Chiang Mai', 'THB', 30, 'Duangjai Lanna', 'lannaamenity', 'GUES'],
  ['Eco-Clean Hygiene Solutions', 'TH', 'Chonburi', 'THB', 30, 'Peter van Dijk', 'ecoclean', 'CLEA'],
  ['บริษัท ไทยวิศวกรรมอุปกรณ์ จำกัด', 'TH', 'Bangkok', 'THB', 30, 'อนุชา วิศวกิจ', 'thaiengineer', 'ENGI'],
  ['Phuket Hardware & Marine', 'TH', 'Phuket', 'THB', 15, 'Somsak Na Thalang', 'phukethardware', 'ENGI CLEA'],
  ['Malé Island Supplies Pvt Ltd', 'MV', 'Malé', 'USD', 30, 'Ibrahim Waheed', 'maleisland', 'PROD SEAF ENGI'],
];

/** The 25 vendors of the group, in order of their codes. */
export const vendorItems: readonly VendorItem[] = lines.map(
  ([name, country, city, currency, credit_term_days, contact, domain, categories]) => ({
    name,
    country,
    city,
    currency,
    credit_term_days,
    contact,
    domain,
    categories: categories.split(' '),
  }),
);
