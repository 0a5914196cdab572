import { Module } from '@nestjs/common';
import { InboxController } from './inbox.controller.js';
import { InboxService } from './inbox.service.js';

/** What users find in the product itself. */
@Module({ controllers: [InboxController], providers: [InboxService] })
export class InboxModule {}
