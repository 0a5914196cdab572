import { Module } from '@nestjs/common';
import { ChannelsModule } from '../deliveries/channels.module.js';
import { WebhookPostsController } from './webhook-posts.controller.js';
import { WebhookPostsService } from './webhook-posts.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Addresses that hear of events, and what was posted to them. */
@Module({
  imports: [ChannelsModule],
  controllers: [WebhookPostsController, WebhooksController],
  providers: [WebhooksService, WebhookPostsService],
})
export class WebhooksModule {}
