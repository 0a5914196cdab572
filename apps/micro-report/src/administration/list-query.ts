import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsFlag, PageQuery } from '@galley/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Filters that every administrative list understands. */
export class AdministrationQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of an organization.', example: 'ACME' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  organization?: string;

  @ApiPropertyOptional({ example: true })
  @IsOptional()
  @IsFlag()
  is_active?: boolean;
}

/** The filters as a condition on rows of an organization. */
export function conditionOf({ organization, is_active }: AdministrationQuery) {
  return {
    ...(organization !== undefined && { organization: { code: organization } }),
    ...(is_active !== undefined && { is_active }),
  };
}
