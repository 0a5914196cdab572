import { openChannels, type Channels, type DeliveryConfig } from '@galley/delivery';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '@galley/platform';

/** Injects the `Channels` of the process. */
export const CHANNELS = Symbol('CHANNELS');

/** The ways out that are configured: the API checks addresses with them, workers send over them. */
@Module({
  providers: [
    { provide: CHANNELS, inject: [CONFIG], useFactory: (config: DeliveryConfig) => openChannels(config) },
  ],
  exports: [CHANNELS],
})
export class ChannelsModule implements OnApplicationShutdown {
  constructor(@Inject(CHANNELS) private readonly channels: Channels) {}

  async onApplicationShutdown(): Promise<void> {
    await this.channels.close();
  }
}
