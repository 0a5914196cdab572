import type { HouseTexts } from '../house-texts.js';

export const nb: HouseTexts = {
  messages: {
    'report-ready': {
      subject: '{{report}} er klar',
      body: `Hei {{recipient}},

**{{report}}** er klar.

- Periode: {{period}}
- Fil: {{file_name}} ({{file_size}})
- Rader: {{rows}}
- Laget: {{created_at}}
- Tidsplan: {{schedule}}

[Last ned filen]({{link}})
Lenken virker til {{link_expires_at}}.

{{note}}`,
    },
    'report-failed': {
      subject: '{{report}} kunne ikke lages',
      body: `Hei {{recipient}},

**{{report}}** kunne ikke lages.

- Årsak: {{reason}}
- Tidspunkt: {{failed_at}}
- Tidsplan: {{schedule}}

[Se på kjøringen]({{link}})

{{note}}`,
    },
    'export-pending': {
      subject: 'Eksport venter på godkjenning: {{data_type}}',
      body: `Hei {{recipient}},

{{requester}} ber om en eksport av **{{data_type}}**.

- Rader: {{rows}}
- Begrunnelse: {{reason}}
- Bedt om: {{requested_at}}

[Godkjenn eller avslå]({{link}})

{{note}}`,
    },
    'export-decided': {
      subject: 'Eksport av {{data_type}}: {{decision}}',
      body: `Hei {{recipient}},

Eksporten din av **{{data_type}}** ble {{decision}}.

- Av: {{decided_by}}
- Tidspunkt: {{decided_at}}
- Begrunnelse: {{reason}}

[Åpne forespørselen]({{link}})

{{note}}`,
    },
    'share-created': {
      subject: '{{shared_by}} deler {{report}} med deg',
      body: `Hei {{recipient}},

{{shared_by}} deler **{{report}}** med deg.

- Fil: {{file_name}} ({{file_size}})

[Åpne]({{link}})
Lenken virker til {{link_expires_at}}.

{{note}}`,
    },
    'schedule-stopped': {
      subject: 'Tidsplanen er stoppet: {{schedule}}',
      body: `Hei {{recipient}},

Tidsplanen **{{schedule}}** er stoppet og lager ingen flere rapporter.

- Årsak: {{reason}}
- Tidspunkt: {{stopped_at}}

[Åpne tidsplanen]({{link}})

{{note}}`,
    },
    'webhook-stopped': {
      subject: 'Webhooken er stoppet: {{webhook}}',
      body: `Hei {{recipient}},

Webhooken **{{webhook}}** feilet gang på gang og er stoppet.

- Årsak: {{reason}}
- Tidspunkt: {{stopped_at}}

[Åpne webhooken]({{link}})

{{note}}`,
    },
  },
  footer: 'Sendt automatisk for {{organization}}. Ikke svar på denne meldingen.',
  footer_without_name: 'Sendt automatisk. Ikke svar på denne meldingen.',
  words: { approved: 'godkjent', rejected: 'avslått' },
};
