import type { SqlTx } from '@galley/platform';
import type { FigureScope } from './figure-scope.js';
import { LIGHTS, type IndicatorFigure, type Light } from './figure-resources.js';
import { indicatorFigures } from './indicator-figures.js';
import type {
  BudgetTotal,
  CountedActivities,
  CountedLights,
  CountedPeople,
  ProjectProgress,
} from './progress-resources.js';

type Progress = Pick<ProjectProgress, 'lights' | 'indicators' | 'activities' | 'people' | 'budget'>;

/** How far a project is, from the functions that its reports are made of. */
export async function projectProgress(tx: SqlTx, scope: FigureScope): Promise<Progress> {
  const figures = await indicatorFigures(tx, scope);
  const indicators = figures.map(({ node_id: _, ...figure }) => figure);
  return {
    lights: countLights(indicators),
    indicators,
    activities: await countActivities(tx, scope),
    people: await countPeople(tx, scope),
    budget: await totalBudget(tx, scope),
  };
}

function countLights(indicators: readonly IndicatorFigure[]): CountedLights {
  const count = (light: Light): number => indicators.filter((figure) => figure.light === light).length;
  return Object.fromEntries(LIGHTS.map((light) => [light, count(light)])) as unknown as CountedLights;
}

async function countActivities(tx: SqlTx, { projects }: FigureScope): Promise<CountedActivities> {
  const [counts] = await tx.$queryRaw<CountedActivities[]>`
    select count(*) filter (where a.status = 'planned')::integer as planned,
      count(*) filter (where a.status = 'ongoing')::integer as ongoing,
      count(*) filter (where a.status = 'completed')::integer as completed,
      count(*) filter (where a.status = 'cancelled')::integer as cancelled
    from monitoring.activity a where a.project_id = any (${projects}::uuid[]) and a.deleted_at is null`;
  return counts ?? { planned: 0, ongoing: 0, completed: 0, cancelled: 0 };
}

async function countPeople(tx: SqlTx, { projects, from, to }: FigureScope): Promise<CountedPeople> {
  const [people] = await tx.$queryRaw<CountedPeople[]>`
    select f.attendances::integer, f.direct::integer, f.new_people::integer, f.indirect::integer
    from monitoring.people_figures(${projects}::uuid[], ${from}::date, ${to}::date, 'total') f`;
  return people ?? { attendances: 0, direct: 0, new_people: 0, indirect: 0 };
}

function totalBudget(tx: SqlTx, { projects }: FigureScope): Promise<BudgetTotal[]> {
  return tx.$queryRaw<BudgetTotal[]>`
    select b.currency, b.budgeted::text, b.spent::text, b.remaining::text, trim_scale(b.percent_exact)::text as percent_spent
    from monitoring.budget_rows(${projects}::uuid[]) b where b.is_total
    order by b.place`;
}
