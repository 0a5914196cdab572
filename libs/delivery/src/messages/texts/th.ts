import type { HouseTexts } from '../house-texts.js';

export const th: HouseTexts = {
  messages: {
    'report-ready': {
      subject: 'รายงาน {{report}} พร้อมแล้ว',
      body: `เรียน {{recipient}}

รายงาน **{{report}}** พร้อมแล้ว

- ช่วงเวลา: {{period}}
- ไฟล์: {{file_name}} ({{file_size}})
- จำนวนแถว: {{rows}}
- สร้างเมื่อ: {{created_at}}
- กำหนดการ: {{schedule}}

[ดาวน์โหลดไฟล์]({{link}})
ลิงก์ใช้ได้ถึง {{link_expires_at}}

{{note}}`,
    },
    'report-failed': {
      subject: 'สร้างรายงาน {{report}} ไม่สำเร็จ',
      body: `เรียน {{recipient}}

สร้างรายงาน **{{report}}** ไม่สำเร็จ

- สาเหตุ: {{reason}}
- เวลา: {{failed_at}}
- กำหนดการ: {{schedule}}

[ดูการทำงาน]({{link}})

{{note}}`,
    },
    'export-pending': {
      subject: 'การส่งออกรออนุมัติ: {{data_type}}',
      body: `เรียน {{recipient}}

{{requester}} ขอส่งออก **{{data_type}}**

- จำนวนแถว: {{rows}}
- เหตุผล: {{reason}}
- ขอเมื่อ: {{requested_at}}

[อนุมัติหรือปฏิเสธ]({{link}})

{{note}}`,
    },
    'export-decided': {
      subject: 'การส่งออก {{data_type}}: {{decision}}',
      body: `เรียน {{recipient}}

คำขอส่งออก **{{data_type}}** ของคุณ: {{decision}}

- โดย: {{decided_by}}
- เวลา: {{decided_at}}
- เหตุผล: {{reason}}

[เปิดคำขอ]({{link}})

{{note}}`,
    },
    'share-created': {
      subject: '{{shared_by}} แชร์ {{report}} กับคุณ',
      body: `เรียน {{recipient}}

{{shared_by}} แชร์ **{{report}}** กับคุณ

- ไฟล์: {{file_name}} ({{file_size}})

[เปิด]({{link}})
ลิงก์ใช้ได้ถึง {{link_expires_at}}

{{note}}`,
    },
    'schedule-stopped': {
      subject: 'กำหนดการถูกหยุด: {{schedule}}',
      body: `เรียน {{recipient}}

กำหนดการ **{{schedule}}** ถูกหยุดและจะไม่สร้างรายงานอีก

- สาเหตุ: {{reason}}
- เวลา: {{stopped_at}}

[เปิดกำหนดการ]({{link}})

{{note}}`,
    },
    'webhook-stopped': {
      subject: 'เว็บฮุกถูกหยุด: {{webhook}}',
      body: `เรียน {{recipient}}

เว็บฮุก **{{webhook}}** ล้มเหลวหลายครั้งและถูกหยุด

- สาเหตุ: {{reason}}
- เวลา: {{stopped_at}}

[เปิดเว็บฮุก]({{link}})

{{note}}`,
    },
  },
  footer: 'ส่งโดยอัตโนมัติในนามของ {{organization}} โปรดอย่าตอบกลับข้อความนี้',
  footer_without_name: 'ส่งโดยอัตโนมัติ โปรดอย่าตอบกลับข้อความนี้',
  words: { approved: 'อนุมัติแล้ว', rejected: 'ถูกปฏิเสธ' },
};
