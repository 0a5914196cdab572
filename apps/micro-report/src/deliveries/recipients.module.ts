import { Module } from '@nestjs/common';
import { ChannelsModule } from './channels.module.js';
import { RecipientReader } from './recipient-reader.js';

/** Checks recipients, for whoever orders runs or saves schedules. */
@Module({ imports: [ChannelsModule], providers: [RecipientReader], exports: [RecipientReader] })
export class RecipientsModule {}
