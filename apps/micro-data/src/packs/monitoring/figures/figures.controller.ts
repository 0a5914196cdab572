import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Caller, Database, Operation, UuidParam, type Principal, type SqlTx } from '@galley/platform';
import { permissionsOf } from '../../../records/http/record-permissions.js';
import { recordCatalog } from '../../../records/records.module.js';
import { readWhole } from '../../../records/statements/whole-record.js';
import { FigureQuery, IndicatorValuesQuery } from './figure-query.js';
import type { FiguredProject } from './figure-resources.js';
import { dayOrNull, figureScope, type FigureScope } from './figure-scope.js';
import { indicatorValues, partialValues } from './indicator-values.js';
import { logframeOf } from './logframe.js';
import { Logframe } from './logframe-resources.js';
import { projectProgress } from './project-progress.js';
import { ProjectProgress } from './progress-resources.js';
import { IndicatorValues } from './value-resources.js';

const indicators = recordCatalog.of('monitoring.indicators');
const projects = recordCatalog.of('monitoring.projects');

/** Figures as they are computed for reports too: of the caller's projects, and not rounded. */
@ApiTags('monitoring figures')
@Controller('api/monitoring')
export class FiguresController {
  constructor(private readonly database: Database) {}

  @Get('indicators/:id/values')
  @Allow(permissionsOf(indicators).read)
  @Operation({
    summary: 'Read the figures of an indicator',
    id: 'readMonitoringIndicatorValues',
    description:
      'Put together over time by its method, then over projects. Only approved values count, unless said, and only those whose days lie fully inside.',
    returns: IndicatorValues,
  })
  values(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() { project_id, by = 'total', ...query }: IndicatorValuesQuery,
  ): Promise<IndicatorValues> {
    return this.database.withActorSql(caller, async (tx) => {
      const indicator = await readWhole(tx, indicators, id);
      if (project_id !== undefined) await readWhole(tx, projects, project_id);
      const scope = await figureScope(tx, query, project_id ?? null, caller.organization.timezone);
      return {
        indicator_id: id,
        indicator_code: String(indicator['code']),
        by,
        ...daysOf(scope),
        items: await indicatorValues(tx, id, by, scope),
        warnings: await partialValues(tx, id, scope),
      };
    });
  }

  @Get('projects/:id/logframe')
  @Allow(permissionsOf(projects).read)
  @Operation({
    summary: 'Read the logical framework of a project',
    id: 'readMonitoringLogframe',
    description:
      'The results of its program as a tree, with the indicators that the project works with and how far they are.',
    returns: Logframe,
  })
  logframe(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: FigureQuery,
  ): Promise<Logframe> {
    return this.#ofProject(caller, id, query, logframeOf);
  }

  @Get('projects/:id/progress')
  @Allow(permissionsOf(projects).read)
  @Operation({
    summary: 'Read how far a project is',
    id: 'readMonitoringProgress',
    description: 'Its indicators and their lights, activities, people and money.',
    returns: ProjectProgress,
  })
  progress(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: FigureQuery,
  ): Promise<ProjectProgress> {
    return this.#ofProject(caller, id, query, projectProgress);
  }

  #ofProject<Figures>(
    caller: Principal,
    id: string,
    query: FigureQuery,
    read: (tx: SqlTx, scope: FigureScope) => Promise<Figures>,
  ) {
    return this.database.withActorSql(caller, async (tx) => {
      const { code, name } = (await readWhole(tx, projects, id)) as unknown as FiguredProject;
      const scope = await figureScope(tx, query, id, caller.organization.timezone);
      return { project: { id, code, name }, ...daysOf(scope), ...(await read(tx, scope)) };
    });
  }
}

function daysOf({ from, to, is_provisional }: FigureScope) {
  return { from: dayOrNull(from), to: dayOrNull(to), is_provisional };
}
