import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  Caller,
  Operation,
  pageDto,
  UuidParam,
  type Page,
  type Principal,
} from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryNotRetriable } from './delivery-problems.js';
import { Delivery, DeliveryQuery, RetriedDeliveries, RetryDeliveries } from './delivery.dto.js';

@ApiTags('deliveries')
@Controller('api/reports/deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @Allow('delivery.read')
  @Operation({
    summary: 'List where files were sent and what became of it',
    id: 'listDeliveries',
    returns: pageDto(Delivery),
  })
  list(@Caller() caller: Principal, @Query() query: DeliveryQuery): Promise<Page<Delivery>> {
    return this.deliveries.list(caller, query);
  }

  @Post('retry')
  @Allow('delivery.retry')
  @Operation({
    summary: 'Send again what has failed of a run',
    id: 'retryDeliveries',
    returns: RetriedDeliveries,
  })
  async retryJob(@Author() author: Author, @Body() body: RetryDeliveries): Promise<RetriedDeliveries> {
    return { retried: await this.deliveries.retryJob(author, body.job_id) };
  }

  @Get(':id')
  @Allow('delivery.read')
  @Operation({ summary: 'Read a delivery', id: 'readDelivery', returns: Delivery })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Delivery> {
    return this.deliveries.find(caller, id);
  }

  @Post(':id/retry')
  @Allow('delivery.retry')
  @Operation({
    summary: 'Send a delivery again',
    id: 'retryDelivery',
    description: 'One that has failed, or that a condition of the run held back.',
    returns: Delivery,
    problems: [DeliveryNotRetriable],
  })
  retry(@Author() author: Author, @UuidParam() id: string): Promise<Delivery> {
    return this.deliveries.retry(author, id);
  }
}
