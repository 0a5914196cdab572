/** Labels of the Parameters sheet that the phrases of a document do not have. */
export interface ParameterLabels {
  readonly organization: string;
  readonly template: string;
  readonly source: string;
  readonly rows: string;
  readonly units: string;
  readonly completeness: string;
  readonly shortened: string;
  /** What of a paged layout a workbook does not have. */
  readonly pages_remark: string;
  /** Before names of what is not in the workbook. */
  readonly left_out: string;
}

const KEYS = [
  'organization',
  'template',
  'source',
  'rows',
  'units',
  'completeness',
  'shortened',
  'pages_remark',
  'left_out',
] as const;

const ENGLISH =
  'Organization|Template|Source|Rows|Business units|Completeness|Shortened texts|The workbook shows the data; the page layout is in the PDF.|Not in the workbook';
const NORWEGIAN =
  'Organisasjon|Mal|Kilde|Rader|Forretningsenheter|Fullstendighet|Forkortede tekster|Arbeidsboken viser dataene; sidelayouten finnes i PDF-en.|Ikke i arbeidsboken';

/** In the order of `KEYS`; the same languages as the phrases. */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  en: ENGLISH,
  nb: NORWEGIAN,
  nn: NORWEGIAN,
  no: NORWEGIAN,
  de: 'Organisation|Vorlage|Quelle|Zeilen|Geschäftseinheiten|Vollständigkeit|Gekürzte Texte|Die Arbeitsmappe zeigt die Daten; das Seitenlayout steht im PDF.|Nicht in der Arbeitsmappe',
  fr: 'Organisation|Modèle|Source|Lignes|Unités opérationnelles|Exhaustivité|Textes raccourcis|Le classeur présente les données ; la mise en page se trouve dans le PDF.|Absent du classeur',
  es: 'Organización|Plantilla|Fuente|Filas|Unidades de negocio|Integridad|Textos acortados|El libro muestra los datos; el diseño de página está en el PDF.|No está en el libro',
  th: 'องค์กร|แม่แบบ|แหล่งข้อมูล|จำนวนแถว|หน่วยธุรกิจ|ความครบถ้วน|ข้อความที่ถูกย่อ|สมุดงานแสดงข้อมูล ส่วนรูปแบบหน้าอยู่ใน PDF|ไม่มีในสมุดงาน',
  ar: 'المؤسسة|القالب|المصدر|الصفوف|وحدات الأعمال|الاكتمال|نصوص مختصرة|يعرض المصنف البيانات، أما تخطيط الصفحة فموجود في ملف PDF.|غير موجود في المصنف',
  zh: '组织|模板|来源|行数|业务单位|完整性|缩短的文本|工作簿显示数据；页面布局见 PDF。|工作簿中未包含',
};

export function parameterLabels(locale: string): ParameterLabels {
  const words = (BY_LANGUAGE[locale.split('-')[0]?.toLowerCase() ?? ''] ?? ENGLISH).split('|');
  const labels = Object.fromEntries(KEYS.map((key, index) => [key, words[index] ?? key]));
  return labels as Record<(typeof KEYS)[number], string>;
}
