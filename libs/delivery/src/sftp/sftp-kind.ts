import type { ChannelKind } from '../channel.js';
import { closedChannel } from '../closed-channel.js';
import { checkDestination } from '../destinations/named-destinations.js';
import { SftpChannel } from './sftp-channel.js';
import { sftpConfigShape } from './sftp-config.js';

export const sftpKind: ChannelKind<typeof sftpConfigShape> = {
  key: 'sftp',
  config: sftpConfigShape,
  faults: () => undefined,
  open: (config) =>
    Object.keys(config.DELIVERY_SFTP).length > 0
      ? new SftpChannel(config)
      : closedChannel('sftp', (target) => checkDestination({}, target)),
};
