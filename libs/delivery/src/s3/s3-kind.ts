import type { ChannelKind } from '../channel.js';
import { closedChannel } from '../closed-channel.js';
import { checkDestination } from '../destinations/named-destinations.js';
import { S3Channel } from './s3-channel.js';
import { s3ConfigShape } from './s3-config.js';

export const s3Kind: ChannelKind<typeof s3ConfigShape> = {
  key: 's3',
  config: s3ConfigShape,
  faults: () => undefined,
  open: (config) =>
    Object.keys(config.DELIVERY_S3).length > 0
      ? new S3Channel(config)
      : closedChannel('s3', (target) => checkDestination({}, target)),
};
