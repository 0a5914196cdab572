/** Labels of the Parameters sheet that the phrases of a document do not have. */
export interface ParameterLabels {
  readonly organization: string;
  readonly template: string;
  readonly source: string;
  readonly rows: string;
  readonly units: string;
  readonly completeness: string;
  readonly shortened: string;
}

const KEYS = ['organization', 'template', 'source', 'rows', 'units', 'completeness', 'shortened'] as const;

const ENGLISH = 'Organization|Template|Source|Rows|Business units|Completeness|Shortened texts';
const NORWEGIAN = 'Organisasjon|Mal|Kilde|Rader|Forretningsenheter|Fullstendighet|Forkortede tekster';

/** In the order of `KEYS`; the same languages as the phrases. */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  en: ENGLISH,
  nb: NORWEGIAN,
  nn: NORWEGIAN,
  no: NORWEGIAN,
  de: 'Organisation|Vorlage|Quelle|Zeilen|Geschäftseinheiten|Vollständigkeit|Gekürzte Texte',
  fr: 'Organisation|Modèle|Source|Lignes|Unités opérationnelles|Exhaustivité|Textes raccourcis',
  es: 'Organización|Plantilla|Fuente|Filas|Unidades de negocio|Integridad|Textos acortados',
  th: 'องค์กร|แม่แบบ|แหล่งข้อมูล|จำนวนแถว|หน่วยธุรกิจ|ความครบถ้วน|ข้อความที่ถูกย่อ',
  ar: 'المؤسسة|القالب|المصدر|الصفوف|وحدات الأعمال|الاكتمال|نصوص مختصرة',
  zh: '组织|模板|来源|行数|业务单位|完整性|缩短的文本',
};

export function parameterLabels(locale: string): ParameterLabels {
  const words = (BY_LANGUAGE[locale.split('-')[0]?.toLowerCase() ?? ''] ?? ENGLISH).split('|');
  const labels = Object.fromEntries(KEYS.map((key, index) => [key, words[index] ?? key]));
  return labels as Record<(typeof KEYS)[number], string>;
}
