import { Module } from '@nestjs/common';
import { FiringClock } from './firing-clock.js';
import { FiringHouse } from './firing-house.js';
import { FiringMetrics } from './firing-metrics.js';

/** The firing of schedules in a worker. It serves no routes. */
@Module({ providers: [FiringHouse, FiringMetrics, FiringClock] })
export class ScheduleFiringModule {}
