import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Caller,
  Database,
  mapPage,
  Operation,
  pageDto,
  pageOf,
  type Page,
  type Prisma,
  type Principal,
} from '@galley/platform';
import { AuditEvent, AuditQuery } from './audit-event.dto.js';

type Row = Prisma.audit_eventGetPayload<object>;

@ApiTags('audit')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly database: Database) {}

  @Get()
  @Operation({ summary: "Read the organization's audit chain", returns: pageDto(AuditEvent) })
  @Allow('audit.read')
  list(@Caller() caller: Principal, @Query() query: AuditQuery): Promise<Page<AuditEvent>> {
    const { entity_type, entity_id, action, actor_id } = query;
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const where: Prisma.audit_eventWhereInput = { entity_type, entity_id, action, actor_id };
      const page = await pageOf(
        query,
        { by: ['sequence'], initially: '-sequence' },
        (window) => tx.audit_event.findMany({ where, ...window }),
        () => tx.audit_event.count({ where }),
      );
      return mapPage(page, present);
    });
  }
}

function present({ organization_id: _own, sequence, ...row }: Row): AuditEvent {
  return { ...row, sequence: Number(sequence) };
}
