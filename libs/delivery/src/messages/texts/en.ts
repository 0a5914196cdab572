import type { HouseTexts } from '../house-texts.js';

export const en: HouseTexts = {
  messages: {
    'report-ready': {
      subject: '{{report}} is ready',
      body: `Hello {{recipient}},

**{{report}}** is ready.

- Period: {{period}}
- File: {{file_name}} ({{file_size}})
- Rows: {{rows}}
- Made: {{created_at}}
- Schedule: {{schedule}}

[Download the file]({{link}})
The link works until {{link_expires_at}}.

{{note}}`,
    },
    'report-failed': {
      subject: '{{report}} could not be made',
      body: `Hello {{recipient}},

**{{report}}** could not be made.

- Reason: {{reason}}
- Time: {{failed_at}}
- Schedule: {{schedule}}

[Look at the run]({{link}})

{{note}}`,
    },
    'export-pending': {
      subject: 'Export awaits approval: {{data_type}}',
      body: `Hello {{recipient}},

{{requester}} asks for an export of **{{data_type}}**.

- Rows: {{rows}}
- Reason: {{reason}}
- Requested: {{requested_at}}

[Approve or reject]({{link}})

{{note}}`,
    },
    'export-decided': {
      subject: 'Export of {{data_type}}: {{decision}}',
      body: `Hello {{recipient}},

Your export of **{{data_type}}** was {{decision}}.

- By: {{decided_by}}
- Time: {{decided_at}}
- Reason: {{reason}}

[Open the request]({{link}})

{{note}}`,
    },
    'share-created': {
      subject: '{{shared_by}} shares {{report}} with you',
      body: `Hello {{recipient}},

{{shared_by}} shares **{{report}}** with you.

- File: {{file_name}} ({{file_size}})

[Open]({{link}})
The link works until {{link_expires_at}}.

{{note}}`,
    },
    'schedule-stopped': {
      subject: 'Schedule stopped: {{schedule}}',
      body: `Hello {{recipient}},

The schedule **{{schedule}}** was stopped and makes no more reports.

- Reason: {{reason}}
- Time: {{stopped_at}}

[Open the schedule]({{link}})

{{note}}`,
    },
    'webhook-stopped': {
      subject: 'Webhook stopped: {{webhook}}',
      body: `Hello {{recipient}},

The webhook **{{webhook}}** failed again and again and was stopped.

- Reason: {{reason}}
- Time: {{stopped_at}}

[Open the webhook]({{link}})

{{note}}`,
    },
  },
  footer: 'Sent automatically for {{organization}}. Please do not reply to this message.',
  footer_without_name: 'Sent automatically. Please do not reply to this message.',
  words: { approved: 'approved', rejected: 'rejected' },
};
