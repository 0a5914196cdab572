import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Caller, Database, Operation, type Principal } from '@galley/platform';
import { treeOf } from '../tree-of.js';
import { OrganizationTree, type OrganizationTreeNode } from './organization-tree-resources.js';

type OrganizationUnitRow = Omit<OrganizationTreeNode, 'children'>;

@ApiTags('grants records')
@Controller('api/grants/organization-units')
export class OrganizationTreeController {
  constructor(private readonly database: Database) {}

  @Get('tree')
  @Allow('record.read')
  @Operation({
    summary: 'Read the organization as a tree',
    id: 'readGrantsOrganizationTree',
    description:
      'Every unit below the one above it, by kind and code. Units that hang below nothing stand at the top.',
    returns: OrganizationTree,
  })
  async read(@Caller() caller: Principal): Promise<OrganizationTree> {
    const units = await this.database.withActorSql(
      caller,
      (tx) => tx.$queryRaw<OrganizationUnitRow[]>`
        select id, parent_id, kind, code, name, org_number, county, member_count, is_active, version
        from grants.organization_unit
        where organization_id = (select platform.current_organization()) and deleted_at is null
        order by array_position('{org,region,local}', kind::text), code`,
    );
    return { items: treeOf(units) };
  }
}
