import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  created,
  Database,
  Forbidden,
  isUniqueViolation,
  NotFound,
  onceIn,
  pageOf,
  requireMatch,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type Prisma,
  type Tx,
} from '@galley/platform';
import { AssetNameTaken } from './asset-problems.js';
import type { Asset, AssetQuery, CreateAssetQuery } from './asset.dto.js';
import { readImage } from './read-image.js';

/** Everything but the picture itself, which only its reader asks for. */
const SHOWN = {
  id: true,
  organization_id: true,
  name: true,
  media_type: true,
  size: true,
  width: true,
  height: true,
  sha256: true,
  created_at: true,
  created_by_id: true,
  updated_at: true,
  updated_by_id: true,
} as const satisfies Prisma.tb_assetSelect;

type AssetRow = Prisma.tb_assetGetPayload<{ select: typeof SHOWN }>;

/** Stored pictures: an organization sees its own and the platform's. */
@Injectable()
export class AssetsService {
  constructor(private readonly database: Database) {}

  list(caller: Principal, query: AssetQuery): Promise<Page<AssetRow>> {
    const name = query.q === undefined ? undefined : { contains: query.q, mode: 'insensitive' as const };
    const where = { deleted_at: null, name };
    return this.database.withTenant(caller.organization.id, (tx) =>
      pageOf(
        query,
        { by: ['name', 'size', 'created_at'], initially: 'name' },
        (window) => tx.tb_asset.findMany({ where, select: SHOWN, ...window }),
        () => tx.tb_asset.count({ where }),
      ),
    );
  }

  find(caller: Principal, id: string): Promise<AssetRow> {
    return this.database.withTenant(caller.organization.id, (tx) => found(tx, id));
  }

  /** With its bytes. */
  content(caller: Principal, id: string): Promise<AssetRow & { bytes: Uint8Array }> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const row = await tx.tb_asset.findFirst({
        where: { id, deleted_at: null },
        select: { ...SHOWN, bytes: true },
      });
      return row ?? missing();
    });
  }

  /** Throws what `readImage` throws, `asset-name-taken`, and `forbidden` for the platform's pictures. */
  create(
    author: Author,
    { name, owner = 'organization' }: CreateAssetQuery,
    body: unknown,
  ): Promise<Answer<Asset>> {
    const image = readImage(body, author.request.header('content-type'));
    const { caller, request } = author;
    const organization_id = owner === 'platform' ? null : caller.organization.id;
    return this.#write(author, organization_id, (tx) =>
      onceIn(tx, caller, request, async () => {
        const by = { created_by_id: caller.id, updated_by_id: caller.id };
        const data = { ...image, ...by, bytes: new Uint8Array(image.bytes), name, organization_id };
        const row = await named(name, () => tx.tb_asset.create({ data, select: SHOWN }));
        await audit(tx, author, 'asset.create', row);
        return created(presentAsset(row), `/api/reports/assets/${row.id}`);
      }),
    );
  }

  /** Its name is free again; documents made with it stay as they are. */
  async remove(author: Author, id: string): Promise<void> {
    const { organization_id } = await this.find(author.caller, id);
    await this.#write(author, organization_id, async (tx) => {
      await tx.$queryRaw`select id from platform.tb_asset where id = ${id}::uuid for update`;
      const row = await found(tx, id);
      requireMatch(author.request, row);
      const by = author.caller.id;
      await tx.tb_asset.update({
        where: { id },
        data: { deleted_at: new Date(), deleted_by_id: by, updated_by_id: by },
      });
      await audit(tx, author, 'asset.delete', row);
    });
  }

  /** Rows of the platform are written by the system role; row-level security keeps everybody else from them. */
  #write<T>({ caller }: Author, organizationId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (organizationId !== null) return this.database.withTenant(caller.organization.id, work);
    if (caller.roles.includes('platform_admin')) return this.database.asSystem(work);
    throw Forbidden.error('The pictures of the platform are stored by its administrators.');
  }
}

export function presentAsset(row: AssetRow): Asset {
  return { ...row, content_url: `/api/reports/assets/${row.id}/content` };
}

async function found(tx: Tx, id: string): Promise<AssetRow> {
  return (await tx.tb_asset.findFirst({ where: { id, deleted_at: null }, select: SHOWN })) ?? missing();
}

function missing(): never {
  throw NotFound.error('There is no such picture, or it is not yours.');
}

async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw AssetNameTaken.error(`Another picture is called "${name}"; choose another name.`, { cause: error });
  }
}

/** A picture of the platform has no organization of its own: its change is recorded where its author acts. */
function audit(tx: Tx, { caller, request }: Author, action: string, row: AssetRow): Promise<void> {
  return appendAudit(tx, {
    organization_id: row.organization_id ?? caller.organization.id,
    actor_id: caller.id,
    action,
    entity_type: 'asset',
    entity_id: row.id,
    facts: { name: row.name, sha256: row.sha256, platform_wide: row.organization_id === null },
    request_id: request.request_id,
    ip: request.ip,
  });
}
