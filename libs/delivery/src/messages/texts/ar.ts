import type { HouseTexts } from '../house-texts.js';

export const ar: HouseTexts = {
  messages: {
    'report-ready': {
      subject: 'التقرير جاهز: {{report}}',
      body: `مرحبًا {{recipient}}،

التقرير **{{report}}** جاهز.

- الفترة: {{period}}
- الملف: {{file_name}} ({{file_size}})
- عدد الصفوف: {{rows}}
- أُنشئ في: {{created_at}}
- الجدولة: {{schedule}}

[تنزيل الملف]({{link}})
الرابط صالح حتى {{link_expires_at}}.

{{note}}`,
    },
    'report-failed': {
      subject: 'تعذّر إنشاء التقرير: {{report}}',
      body: `مرحبًا {{recipient}}،

تعذّر إنشاء التقرير **{{report}}**.

- السبب: {{reason}}
- الوقت: {{failed_at}}
- الجدولة: {{schedule}}

[عرض التشغيل]({{link}})

{{note}}`,
    },
    'export-pending': {
      subject: 'تصدير بانتظار الموافقة: {{data_type}}',
      body: `مرحبًا {{recipient}}،

يطلب {{requester}} تصدير **{{data_type}}**.

- عدد الصفوف: {{rows}}
- السبب: {{reason}}
- وقت الطلب: {{requested_at}}

[الموافقة أو الرفض]({{link}})

{{note}}`,
    },
    'export-decided': {
      subject: 'تصدير {{data_type}}: {{decision}}',
      body: `مرحبًا {{recipient}}،

القرار بشأن طلبك تصدير **{{data_type}}**: {{decision}}.

- بواسطة: {{decided_by}}
- الوقت: {{decided_at}}
- السبب: {{reason}}

[فتح الطلب]({{link}})

{{note}}`,
    },
    'share-created': {
      subject: 'شارك {{shared_by}} معك: {{report}}',
      body: `مرحبًا {{recipient}}،

شارك {{shared_by}} معك **{{report}}**.

- الملف: {{file_name}} ({{file_size}})

[فتح]({{link}})
الرابط صالح حتى {{link_expires_at}}.

{{note}}`,
    },
    'schedule-stopped': {
      subject: 'توقفت الجدولة: {{schedule}}',
      body: `مرحبًا {{recipient}}،

أُوقفت الجدولة **{{schedule}}** ولن تُنشئ تقارير أخرى.

- السبب: {{reason}}
- الوقت: {{stopped_at}}

[فتح الجدولة]({{link}})

{{note}}`,
    },
    'webhook-stopped': {
      subject: 'توقف خطاف الويب: {{webhook}}',
      body: `مرحبًا {{recipient}}،

فشل خطاف الويب **{{webhook}}** مرارًا فأُوقف.

- السبب: {{reason}}
- الوقت: {{stopped_at}}

[فتح خطاف الويب]({{link}})

{{note}}`,
    },
  },
  footer: 'أُرسلت هذه الرسالة تلقائيًا لصالح {{organization}}. يُرجى عدم الرد عليها.',
  footer_without_name: 'أُرسلت هذه الرسالة تلقائيًا. يُرجى عدم الرد عليها.',
  words: { approved: 'تمت الموافقة', rejected: 'مرفوض' },
};
