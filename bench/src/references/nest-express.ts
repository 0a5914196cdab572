import 'reflect-metadata';
import { Body, Controller, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';

class OrderByDto {
  @IsString() column!: string;
  @IsOptional() @IsString() direction?: string;
}

/** The shape of a small dataset request: what the validated POST of the benchmark sends. */
export class EchoDto {
  @IsString() name!: string;
  @IsArray() @IsString({ each: true }) bu_codes!: string[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => OrderByDto) order_by!: OrderByDto[];
  @IsInt() @Min(0) @Max(1000) limit!: number;
}

@Controller('echo')
export class EchoController {
  @Post()
  echo(@Body() body: EchoDto): EchoDto {
    return body;
  }
}

@Module({ controllers: [EchoController] })
export class EchoModule {}

export const ECHO_BODY = {
  name: 'procurement.stock_on_hand',
  bu_codes: ['T01', 'T02', 'T03'],
  order_by: [{ column: 'sku', direction: 'asc' }],
  limit: 100,
};

/** Nest on Express with the usual validation pipe; resolves with its URL and a stop function. */
export async function startNestExpress(): Promise<{ url: string; stop: () => Promise<void> }> {
  const app = await NestFactory.create(EchoModule, new ExpressAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), stop: () => app.close() };
}
