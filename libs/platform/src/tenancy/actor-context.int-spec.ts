import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import type { Principal } from '../auth/principal.js';
import { Database } from '../database/database.js';
import { testPrincipal } from '../testing/test-callers.js';
import { signActorContext } from './actor-context.js';
import { signTenantContext } from './tenant-context.js';

const FORBIDDEN = '42501';

describe('the actor of a transaction', () => {
  const project = randomUUID();
  let clone: ClonedDatabase;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 1 });
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  const member = testPrincipal({ id: randomUUID(), roles: ['member'], project_ids: [project] });
  const admin = testPrincipal({ id: randomUUID(), roles: ['member', 'org_admin'] });

  function seenBy(caller: Principal) {
    return database.withActorSql(caller, async (tx) => {
      const [row] = await tx.$queryRaw<Record<string, unknown>[]>`
        select platform.actor_id() as id, platform.actor_is_admin() as is_admin,
          platform.actor_is_admin(${randomUUID()}::uuid) as is_admin_elsewhere,
          platform.actor_sees_project(null) as none, platform.actor_sees_project(${project}::uuid) as own,
          platform.actor_sees_project(${randomUUID()}::uuid) as other`;
      return row;
    });
  }

  it('is the member with their projects', async () => {
    expect(await seenBy(member)).toEqual({
      id: member.id,
      is_admin: false,
      is_admin_elsewhere: false,
      none: true,
      own: true,
      other: false,
    });
  });

  it.each([
    ['admin', ['member', 'org_admin']],
    ['admin', ['global_admin']],
    ['coordinator', ['coordinator', 'peer_mentor']],
    ['member', ['member']],
    ['member', ['peer_mentor', 'member']],
    ['member', ['sysadmin']],
    ['peer', ['peer_mentor']],
    ['member', []],
  ] as const)('is %s with the roles %j', async (level, roles) => {
    const caller = testPrincipal({ id: randomUUID(), roles: [...roles] });
    const rows = await database.withActorSql(
      caller,
      (tx) => tx.$queryRaw`select platform.actor_level() as level, platform.acting_person() as person`,
    );
    expect(rows).toEqual([{ level, person: caller.id }]);
  });

  it('is nobody where the service acts for itself', async () => {
    const rows = await database.withTenantSql(
      member.organization.id,
      (tx) => tx.$queryRaw`select platform.actor_level() as level, platform.acting_person() as person`,
    );
    expect(rows).toEqual([{ level: null, person: null }]);
  });

  it('is the administrator of this organization, whom no project confines', async () => {
    expect(await seenBy(admin)).toEqual({
      id: admin.id,
      is_admin: true,
      is_admin_elsewhere: false,
      none: true,
      own: true,
      other: true,
    });
  });

  it('sees what belongs to no project when it is a member of none', async () => {
    expect(await seenBy({ ...member, project_ids: [] })).toMatchObject({
      none: true,
      own: false,
      other: false,
    });
  });

  it('is nobody where the service acts itself, also on the connection that somebody used before', async () => {
    await seenBy(member);
    const row = await database.withTenant(
      member.organization.id,
      (tx) => tx.$queryRaw`
        select platform.actor_id() as id, platform.actor_sees_project(${project}::uuid) as own`,
    );
    expect(row).toEqual([{ id: null, own: true }]);
  });

  it('is the same through Prisma', async () => {
    const row = await database.withActor(member, (tx) => tx.$queryRaw`select platform.actor_id() as id`);
    expect(row).toEqual([{ id: member.id }]);
  });

  const good = (): string => signActorContext(clone.tenantSecret, member);
  it.each([
    ['without a signature', () => good().split('.').slice(0, 3).join('.')],
    ['with another level', () => good().replace('.member.', '.admin.')],
    ['with other projects', () => good().replace(project, '*')],
    ['of another organization', () => signActorContext(clone.tenantSecret, foreign)],
    ['signed with another secret', () => signActorContext('another secret entirely', member)],
    ['with text behind it', () => `${good()}.x`],
    ['that is SQL', () => `' or true --`],
    ['that is a tenant', () => signTenantContext(clone.tenantSecret, member.organization.id)],
  ])('is refused %s', async (_name, forged) => {
    const work = database.withTenantSql(member.organization.id, async (tx) => {
      await tx.$queryRaw`select set_config('galley.actor', ${forged()}, true)`;
      return tx.$queryRaw`select platform.actor_id()`;
    });
    await expect(work).rejects.toMatchObject({ cause: { code: FORBIDDEN } });
  });

  const foreign = testPrincipal({
    ...member,
    organization: { ...member.organization, id: randomUUID() },
  });
});
