import type { ChannelKind } from '../channel.js';
import { closedChannel } from '../closed-channel.js';
import { checkRecipient, EmailChannel, senderOf } from './email-channel.js';
import { checkSmtpConfig, smtpConfigShape } from './smtp-config.js';

export const emailKind: ChannelKind<typeof smtpConfigShape> = {
  key: 'email',
  config: smtpConfigShape,
  faults: checkSmtpConfig,
  open(config) {
    const { SMTP_URL } = config;
    if (!SMTP_URL) return closedChannel('email', checkRecipient);
    return new EmailChannel({ ...config, SMTP_URL }, senderOf(config));
  },
};
