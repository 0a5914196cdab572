import { Module } from '@nestjs/common';
import { ArchiveStoreModule } from '../../archive/archive-store.module.js';
import { ChannelsModule } from '../channels.module.js';
import { DispatchRounds } from './dispatch-rounds.js';

/** The worker's side of deliveries and webhooks: sends what waits. */
@Module({ imports: [ArchiveStoreModule, ChannelsModule], providers: [DispatchRounds] })
export class DispatchModule {}
