import { Module } from '@nestjs/common';
import { DashboardController } from './dashboard.controller.js';
import { DashboardService } from './dashboard.service.js';

/** How the organization's reports are doing, at a glance. */
@Module({ controllers: [DashboardController], providers: [DashboardService] })
export class DashboardModule {}
