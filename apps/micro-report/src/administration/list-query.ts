import { ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@galley/platform';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';

const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** Filters that every administrative list understands. */
export class AdministrationQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of an organization.', example: 'ACME' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  organization?: string;

  @ApiPropertyOptional({ example: true })
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean()
  is_active?: boolean;
}

/** The filters as a condition on rows of an organization. */
export function conditionOf({ organization, is_active }: AdministrationQuery) {
  return {
    ...(organization !== undefined && { organization: { code: organization } }),
    ...(is_active !== undefined && { is_active }),
  };
}
