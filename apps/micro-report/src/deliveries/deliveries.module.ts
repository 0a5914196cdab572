import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { MessageTemplatesController } from './messages/message-templates.controller.js';
import { MessageTemplatesService } from './messages/message-templates.service.js';

/** Where files were sent and what became of it, and the words that go with them. */
@Module({
  controllers: [DeliveriesController, MessageTemplatesController],
  providers: [DeliveriesService, MessageTemplatesService],
})
export class DeliveriesModule {}
