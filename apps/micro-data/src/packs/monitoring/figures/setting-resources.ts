import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr } from '@galley/platform';
import { Matches } from 'class-validator';
import { DECIMAL } from './figure-resources.js';

const PERCENT = /^\d{1,6}(\.\d{1,3})?$/;
const SAYS = { message: '$property must be a percentage of at most three decimals, as a text such as "90"' };

export class MonitoringSettings {
  @ApiProperty({ type: String, format: 'uuid', description: "The organization's: it has one of them." })
  id: string;

  @ApiProperty({ ...DECIMAL, example: '90', description: 'Progress in % from which a light is green.' })
  green_from: string;

  @ApiProperty({ ...DECIMAL, example: '70', description: 'Progress in % from which it is amber; red below.' })
  amber_from: string;

  @ApiProperty({ type: 'integer', example: 0, description: '0 = as delivered.' })
  version: number;
}

export class ChangeMonitoringSettings {
  @ApiPropertyOptional({ ...DECIMAL, example: '90' })
  @IsAbsentOr()
  @Matches(PERCENT, SAYS)
  green_from?: string;

  @ApiPropertyOptional({ ...DECIMAL, example: '70' })
  @IsAbsentOr()
  @Matches(PERCENT, SAYS)
  amber_from?: string;
}
