import { Controller, Get, Inject, Query } from '@nestjs/common';
import { sql } from '@galley/dataset';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, BuNotAllowed, Caller, Database, Operation, type Principal } from '@galley/platform';
import { SourceUnavailable } from '../datasets/dataset-problems.js';
import { DATA_SESSIONS_CONFIG, type DataSessionsConfig } from '../sessions/data-sessions-config.js';
import { DataPools } from '../sessions/data-pools.js';
import { Session } from '../sessions/session.js';
import { ObjectsQuery } from '../sources/http/sources-query.js';
import { BuNotFound, findUnits } from '../units/find-units.js';

export class DatabaseObject {
  @ApiProperty({ type: String, example: 'v_stock_on_hand' })
  name: string;

  @ApiProperty({
    enum: ['view', 'function', 'procedure'],
    example: 'view',
    description: 'The source_type it can be bound as.',
  })
  kind: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Stock on hand',
    description: 'Comment of the object.',
  })
  label: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Arguments of a function or procedure.',
  })
  arguments: string | null;
}

export class DatabaseObjects {
  @ApiProperty({ type: [DatabaseObject] })
  items: DatabaseObject[];
}

const MAX_OBJECTS = 1000;

@ApiTags('sources')
@Controller('api/datasets/objects')
export class ObjectsController {
  constructor(
    private readonly database: Database,
    private readonly pools: DataPools,
    @Inject(DATA_SESSIONS_CONFIG) private readonly sessions: DataSessionsConfig,
  ) {}

  @Get()
  @Allow('dataset-object.read')
  @Operation({
    summary: 'List what can be bound in a business unit',
    id: 'listObjects',
    returns: DatabaseObjects,
    problems: [BuNotFound, BuNotAllowed, SourceUnavailable],
  })
  async list(@Caller() caller: Principal, @Query() query: ObjectsQuery): Promise<DatabaseObjects> {
    const [unit] = await this.database.withTenant(caller.organization.id, (tx) =>
      findUnits(tx, caller, query.bu_code ? [query.bu_code] : []),
    );
    if (!unit) return { items: [] };
    const session = await Session.open(this.pools, this.sessions, {
      dataSource: unit.data_source,
      timezone: caller.organization.timezone,
      caller,
      signal: new AbortController().signal,
      context: { source: 'objects', bu_code: unit.bu_code, timeoutMs: unit.data_source.statement_timeout_ms },
    });
    try {
      const [result] = await session.run(objectsOf(session.schema, query.kind ?? null, query.q ?? null));
      return {
        items: (result?.rows ?? []).map(([name, kind, label, args]) => ({
          name: name ?? '',
          kind: kind ?? '',
          label: label ?? null,
          arguments: args ?? null,
        })),
      };
    } finally {
      await session.close();
    }
  }
}

/** Relations, and routines that can give rows: no triggers, no aggregates. */
function objectsOf(schema: string, kind: string | null, part: string | null) {
  return sql`
    select name, kind, label, arguments from (
      select c.relname::text as name, 'view' as kind, obj_description(c.oid, 'pg_class') as label, null as arguments
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schema}::text and c.relkind in ('v', 'r', 'm', 'f', 'p') and not c.relispartition
      union all
      select p.proname::text, case p.prokind when 'p' then 'procedure' else 'function' end,
             obj_description(p.oid, 'pg_proc'), pg_get_function_arguments(p.oid)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = ${schema}::text and p.prokind in ('f', 'p')
        and p.prorettype <> all ('{trigger,event_trigger,internal}'::regtype[])
    ) as o
    where (${kind}::text is null or kind = ${kind}::text)
      and (${part}::text is null or strpos(lower(name), lower(${part}::text)) > 0)
    order by kind desc, name
    limit ${MAX_OBJECTS}::bigint`;
}
