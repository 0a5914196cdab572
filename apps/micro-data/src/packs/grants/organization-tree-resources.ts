import { ApiProperty } from '@nestjs/swagger';

export class OrganizationTreeNode {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  parent_id: string | null;

  @ApiProperty({ enum: ['org', 'region', 'local'], example: 'region' })
  kind: string;

  @ApiProperty({ type: String, example: 'EAST' })
  code: string;

  @ApiProperty({ type: String, example: 'Likeverd East' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  org_number: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Oslo' })
  county: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 120 })
  member_count: number | null;

  @ApiProperty({ type: Boolean, example: true })
  is_active: boolean;

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty({ type: () => [OrganizationTreeNode], example: [] })
  children: OrganizationTreeNode[];
}

export class OrganizationTree {
  @ApiProperty({ type: [OrganizationTreeNode] })
  items: OrganizationTreeNode[];
}
