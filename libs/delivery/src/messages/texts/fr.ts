import type { HouseTexts } from '../house-texts.js';

export const fr: HouseTexts = {
  messages: {
    'report-ready': {
      subject: '{{report}} est disponible',
      body: `Bonjour {{recipient}},

Le rapport **{{report}}** est disponible.

- Période : {{period}}
- Fichier : {{file_name}} ({{file_size}})
- Lignes : {{rows}}
- Généré : {{created_at}}
- Planification : {{schedule}}

[Télécharger le fichier]({{link}})
Le lien est valable jusqu'au {{link_expires_at}}.

{{note}}`,
    },
    'report-failed': {
      subject: "{{report}} n'a pas pu être généré",
      body: `Bonjour {{recipient}},

Le rapport **{{report}}** n'a pas pu être généré.

- Motif : {{reason}}
- Date : {{failed_at}}
- Planification : {{schedule}}

[Voir l'exécution]({{link}})

{{note}}`,
    },
    'export-pending': {
      subject: 'Export en attente d’approbation : {{data_type}}',
      body: `Bonjour {{recipient}},

{{requester}} demande un export de **{{data_type}}**.

- Lignes : {{rows}}
- Motif : {{reason}}
- Demandé : {{requested_at}}

[Approuver ou rejeter]({{link}})

{{note}}`,
    },
    'export-decided': {
      subject: 'Export de {{data_type}} : {{decision}}',
      body: `Bonjour {{recipient}},

Votre export de **{{data_type}}** a été {{decision}}.

- Par : {{decided_by}}
- Date : {{decided_at}}
- Motif : {{reason}}

[Ouvrir la demande]({{link}})

{{note}}`,
    },
    'share-created': {
      subject: '{{shared_by}} partage {{report}} avec vous',
      body: `Bonjour {{recipient}},

{{shared_by}} partage **{{report}}** avec vous.

- Fichier : {{file_name}} ({{file_size}})

[Ouvrir]({{link}})
Le lien est valable jusqu'au {{link_expires_at}}.

{{note}}`,
    },
    'schedule-stopped': {
      subject: 'Planification arrêtée : {{schedule}}',
      body: `Bonjour {{recipient}},

La planification **{{schedule}}** a été arrêtée et ne produit plus de rapports.

- Motif : {{reason}}
- Date : {{stopped_at}}

[Ouvrir la planification]({{link}})

{{note}}`,
    },
    'webhook-stopped': {
      subject: 'Webhook arrêté : {{webhook}}',
      body: `Bonjour {{recipient}},

Le webhook **{{webhook}}** a échoué à plusieurs reprises et a été arrêté.

- Motif : {{reason}}
- Date : {{stopped_at}}

[Ouvrir le webhook]({{link}})

{{note}}`,
    },
  },
  footer: 'Envoyé automatiquement pour {{organization}}. Merci de ne pas répondre à ce message.',
  footer_without_name: 'Envoyé automatiquement. Merci de ne pas répondre à ce message.',
  words: { approved: 'approuvé', rejected: 'rejeté' },
};
