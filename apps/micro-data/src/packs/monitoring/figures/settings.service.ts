import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  Database,
  invalidField,
  newId,
  requireMatch,
  type Author,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import type { ChangeMonitoringSettings, MonitoringSettings } from './setting-resources.js';

/** What an organization settles for its monitoring. Until somebody does, there is no row, and version 0 stands for it. */
@Injectable()
export class SettingsService {
  constructor(private readonly database: Database) {}

  read(caller: Principal): Promise<MonitoringSettings> {
    return this.database.withActorSql(caller, settingsOf);
  }

  /** Throws `invalid` where green would begin below amber. */
  change(
    { caller, request }: Author,
    { green_from = null, amber_from = null }: { [Name in keyof ChangeMonitoringSettings]: string | null },
  ): Promise<MonitoringSettings> {
    return this.database.withActorSql(caller, async (tx) => {
      const id = await lockRow(tx, caller);
      const before = await settingsOf(tx);
      requireMatch(request, before);
      const [wished] = await tx.$queryRaw<{ is_in_order: boolean }[]>`
        select coalesce(${green_from}::numeric, ${before.green_from}::numeric)
          >= coalesce(${amber_from}::numeric, ${before.amber_from}::numeric) as is_in_order`;
      if (!wished?.is_in_order) throw invalidField('/green_from', 'must not be below amber_from');
      await tx.$executeRaw`
        update monitoring.setting set green_from = coalesce(${green_from}::numeric, green_from),
          amber_from = coalesce(${amber_from}::numeric, amber_from), version = version + 1, updated_at = now(),
          updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid`;
      const after = await settingsOf(tx);
      await appendAudit(tx, {
        organization_id: caller.organization.id,
        actor_id: caller.id,
        action: 'record.update',
        entity_type: 'monitoring.settings',
        entity_id: after.id,
        before,
        after,
        request_id: request.request_id,
        ip: request.ip,
      });
      return after;
    });
  }
}

/** The row, which nobody else changes until this transaction ends; made where there is none. */
async function lockRow(tx: SqlTx, caller: Principal): Promise<string> {
  await tx.$executeRaw`
    insert into monitoring.setting (id, organization_id, version, created_by_id)
    values (${newId()}::uuid, ${caller.organization.id}::uuid, 0, ${caller.id}::uuid)
    on conflict (organization_id) do nothing`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from monitoring.setting where organization_id = ${caller.organization.id}::uuid for update`;
  if (!row) throw new Error('the settings that were just made are not there');
  return row.id;
}

async function settingsOf(tx: SqlTx): Promise<MonitoringSettings> {
  const [settings] = await tx.$queryRaw<MonitoringSettings[]>`
    select o.id, trim_scale(l.green_from)::text as green_from, trim_scale(l.amber_from)::text as amber_from,
      coalesce(s.version, 0)::integer as version
    from (select platform.current_organization() as id) o
    cross join lateral monitoring.light_thresholds(o.id) l
    left join monitoring.setting s on s.organization_id = o.id`;
  if (!settings) throw new Error('thresholds are always one row');
  return settings;
}
