/** A language, its tag, and paragraphs to print in it: the Universal Declaration of Human Rights, and sentences of our own. */
export const SCRIPTS: readonly (readonly [name: string, language: string, paragraphs: readonly string[]])[] =
  [
    [
      'Norwegian, Bokmål',
      'nb',
      [
        'VERDENSERKLÆRINGEN OM MENNESKERETTIGHETENE',
        'Da anerkjennelsen av menneskeverd og like og umistelige rettigheter for alle medlemmer av menneskeslekten er grunnlaget for frihet, rettferdighet og fred i verden,',
        'Alle mennesker er født frie og med samme menneskeverd og menneskerettigheter. De er utstyrt med fornuft og samvittighet og bør handle mot hverandre i brorskapets ånd.',
      ],
    ],
    [
      'Vietnamese',
      'vi',
      [
        'Tuyên ngôn toàn thế giới về nhân quyền của Liên Hợp Quốc',
        'Với nhận thức rằng:',
        'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hoá ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.',
      ],
    ],
    [
      'Hebrew',
      'he',
      [
        'הכרזה לכל באי עולם בדבר זכויות האדם',
        'הואיל והכרה בכבוד הטבעי אשר לכל בני משפחת האדם ובזכויותיהם השוות והבלתי נפקעות הוא יסוד החופש, הצדק והשלום בעולם.',
        'כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחוה.',
      ],
    ],
    [
      'Arabic, Standard',
      'ar',
      [
        'الإعلان العالمي لحقوق الإنسان',
        'لمّا كان الاعتراف بالكرامة المتأصلة في جميع أعضاء الأسرة البشرية وبحقوقهم المتساوية الثابتة هو أساس الحرية والعدل والسلام في العالم.',
        'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح الإخاء.',
      ],
    ],
    [
      'Thai',
      'th',
      [
        'ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน',
        'โดยที่การยอมรับนับถือเกียรติศักดิ์ประจำตัว และสิทธิเท่าเทียมกันและโอนมิได้ของบรรดา สมาชิก ทั้ง หลายแห่งครอบครัว มนุษย์เป็นหลักมูลเหตุแห่งอิสรภาพ ความยุติธรรม และสันติภาพในโลก',
        'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักด[เกียรติศักดิ์]และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ',
      ],
    ],
    [
      'Chinese, Mandarin (Simplified)',
      'zh',
      [
        '世界人权宣言',
        '鉴于对人类家庭所有成员的固有尊严及其平等的和不移的权利的承认,乃是世界自由、正义与和平的基础,',
        '人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。',
      ],
    ],
    ['Vietnamese in combining marks', 'vi', ['Tất cả mọi người sinh ra đều được tự do'.normalize('NFD')]],
    [
      'Hebrew among figures and Latin',
      'he',
      ['בְּרֵאשִׁית', 'הזמנה מספר 12345 מתאריך 30/06/2026 (Galley Ltd) בסך 1,234.50 ש"ח.'],
    ],
    [
      'Japanese',
      'ja',
      [
        '請求書と領収書',
        '当ホテルでは、毎月末日に仕入先ごとの請求書をまとめて発行しています。「税込」の金額をご確認ください（単位：円）。',
      ],
    ],
    [
      'Korean',
      'ko',
      ['구매 주문서', '이 보고서는 각 매장의 재고와 매출을 보여 줍니다. 합계(大韓民國)는 원화로 표시됩니다.'],
    ],
    ['characters that no font has', 'en', ['a😀b क ভ c']],
  ];
