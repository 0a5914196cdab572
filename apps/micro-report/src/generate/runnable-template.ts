import { NotFound, Prisma, type Principal, type SqlTx } from '@galley/platform';
import { TEMPLATE_OF_JOB, type JobTemplate } from '../jobs/template-of-job.js';
import { unitsOf, visibleTemplatesSql } from '../templates/template-visibility.js';

/** Which template a run is of. */
export type TemplateChoice =
  | { readonly template_id: string }
  | {
      readonly report_type: string;
      /** `export`: for requests that may need an approval; `report` unless said. */ readonly kind?: 'export';
    };

/**
 * The template a caller may run: the one of this id, or the active report that a type stands for (the organization's own
 * before the platform's, a project's before a general one, then the oldest). In SQL and without its printed content,
 * because every accepted job comes here. `not-found` when there is none that the caller may see.
 */
export async function runnableTemplate(
  tx: SqlTx,
  caller: Principal,
  choice: TemplateChoice,
  buCodes: readonly string[] | undefined,
): Promise<JobTemplate> {
  const wanted =
    'template_id' in choice
      ? Prisma.sql`template.id = ${choice.template_id}::uuid`
      : Prisma.sql`template.report_type = ${choice.report_type} and template.is_active
          and template.kind = ${choice.kind ?? 'report'}::platform.template_kind`;
  const [found] = await tx.$queryRaw<JobTemplate[]>`
    select ${TEMPLATE_OF_JOB}
    where ${wanted} and ${visibleTemplatesSql(caller, unitsOf(caller, buCodes))}
    order by template.organization_id nulls last, template.project_id nulls last, template.created_at, template.id
    limit 1`;
  if (found) return found;
  throw NotFound.error(
    'template_id' in choice
      ? 'There is no such template, or it is not yours.'
      : `There is no active template of type ${choice.report_type}, or none is yours.`,
  );
}
