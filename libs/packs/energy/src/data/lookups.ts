import { sql } from '@galley/dataset';
import { column, energyBuilder } from './energy-builder.js';

/** Projects to choose from. */
export const projects = energyBuilder({
  name: 'projects',
  label: 'Projects',
  params: [],
  columns: [column('id', 'Id'), column('code', 'Code'), column('name', 'Name')],
  build: () => sql`
    select id, code, code || ' · ' || name as name from energy.project where deleted_at is null`,
});

/** Contracts to choose from. */
export const contracts = energyBuilder({
  name: 'contracts',
  label: 'Contracts',
  params: [],
  columns: [column('id', 'Id'), column('code', 'Code'), column('name', 'Name'), column('project', 'Project')],
  build: () => sql`
    select c.id, c.code, c.code || ' · ' || c.name as name, p.code as project
    from energy.contract c
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
    where c.deleted_at is null`,
});
