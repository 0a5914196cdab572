import { Module } from '@nestjs/common';
import { JobEndingsModule } from '../jobs/job-endings.module.js';
import { JobEventsStep } from './job-events-step.js';

/** Tells webhooks of jobs that end; for API and worker alike, since both may end a job. */
@Module({ imports: [JobEndingsModule], providers: [JobEventsStep] })
export class WebhookEventsModule {}
