import { Module } from '@nestjs/common';
import { FiringHouse } from './firing-house.js';
import { RunNowController } from './run-now.controller.js';
import { RunNowService } from './run-now.service.js';

/** Runs by hand, beside the resource of schedules. */
@Module({ controllers: [RunNowController], providers: [RunNowService, FiringHouse] })
export class RunNowModule {}
