import {
  DeliveryError,
  type Channels,
  type OutgoingLink,
  type OutgoingMessage,
  type Receipt,
} from '@galley/delivery';
import type { Database, SqlTx } from '@galley/platform';
import type { FileStore } from '@galley/storage';
import { readOrganizationSettings } from '../../administration/organizations/organization-settings.js';
import { inboxText } from '../../inbox/inbox-text.js';
import type { InboxNotice } from '../../inbox/notify.js';
import { createShareLink } from '../../shares/share-links.js';
import { recipientSecrets } from '../../webhooks/recipient-secrets.js';
import type { WebhookSecretConfig } from '../../webhooks/webhook-secrets.js';
import { wishesOf, type DeliveryRow } from '../delivery-row.js';
import { reportReadyText } from '../messages/report-ready-text.js';
import { memberOf, type Member } from '../recipient-reader.js';
import { mayMailTo } from '../recipient-policy.js';
import { deliveredReport, outgoingFile, type DeliveredReport } from './delivered-report.js';
import { formOf, type DeliveryForm } from './delivery-form.js';

export interface SenderConfig extends WebhookSecretConfig {
  /** Links in messages begin with it. */
  readonly PUBLIC_URL: string;
}

/** What one attempt came to: a receipt, and for a user of the product the message that is the delivery. */
export interface SentDelivery {
  readonly receipt: Receipt;
  readonly notice: InboxNotice | null;
}

type Prepared =
  | { readonly kind: 'message'; readonly message: OutgoingMessage }
  | { readonly kind: 'notice'; readonly notice: InboxNotice };

/** Makes the message of a claimed delivery, as organization, recipient and run want it, and hands it to its channel. */
export class DeliverySender {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
    private readonly store: FileStore,
    private readonly config: SenderConfig,
  ) {}

  /** Throws `DeliveryError`, or what the database throws. */
  async send(row: DeliveryRow, signal: AbortSignal): Promise<SentDelivery> {
    const prepared = await this.database.withTenantSql(row.organization_id, (tx) => this.#prepare(tx, row));
    if (prepared.kind === 'notice') return { receipt: {}, notice: prepared.notice };
    const channel = this.channels.get(row.channel);
    if (!channel)
      throw new DeliveryError('channel-not-configured', false, `There is no channel ${row.channel}.`);
    signal.throwIfAborted();
    return { receipt: await channel.send(prepared.message, signal), notice: null };
  }

  async #prepare(tx: SqlTx, row: DeliveryRow): Promise<Prepared> {
    const about = await deliveredReport(tx, row.organization_id, row.job_id);
    const { delivery: settings } = readOrganizationSettings(about.settings);
    if (row.channel === 'email' && !mayMailTo(row.target, settings.allowed_domains)) {
      throw new DeliveryError('target-refused', false, 'Your organization does not let mail go there.');
    }
    const member = row.channel === 'user' ? await requireMember(tx, row) : null;
    const form = formOf(row, Number(about.report.size), settings.attachment_max_bytes);
    const link = form === 'link' ? await this.#link(tx, row, about, settings.link_days) : null;
    await noteForm(tx, row, form, link?.share_id ?? null);
    const locale = localeOf(row, about, member);
    const name = wishesOf(row).name ?? member?.name ?? null;
    const text = await reportReadyText(tx, { ...about, locale, recipient: name, link });
    if (member) return { kind: 'notice', notice: noticeOf(row, member, text) };
    const options = await this.#options(tx, row, about, name);
    const message = { id: row.message_id ?? row.id, organization: row.organization_id, target: row.target };
    const file = outgoingFile(about.report, this.store);
    // A webhook tells of the file it links to; a mail with a link carries no file.
    const isCarried = form !== 'link' || row.channel === 'webhook';
    return {
      kind: 'message',
      message: { ...message, ...text, locale, file: isCarried ? file : null, link, headers: {}, options },
    };
  }

  /** Made anew in every attempt: only its token's hash is kept. The one of the attempt before is closed. */
  async #link(
    tx: SqlTx,
    row: DeliveryRow,
    { report }: DeliveredReport,
    days: number,
  ): Promise<OutgoingLink & { readonly share_id: string }> {
    const { id, url } = await createShareLink(tx, {
      organization_id: row.organization_id,
      generated_report_id: report.id,
      created_by_id: row.created_by_id,
      expires_in_days: days,
      label: `delivery ${row.id}`,
      public_url: this.config.PUBLIC_URL,
    });
    if (row.share_id !== null && !mayHaveArrived(row)) await closeLink(tx, row.share_id);
    const [link] = await tx.$queryRaw<{ expires_at: Date }[]>`
      select expires_at from tenant.share_link where id = ${id}::uuid`;
    return { url, expires_at: link?.expires_at.toISOString() ?? null, share_id: id };
  }

  async #options(tx: SqlTx, row: DeliveryRow, { report }: DeliveredReport, name: string | null) {
    if (row.channel === 'webhook') return { secrets: await recipientSecrets(tx, this.config, row) };
    if (row.channel === 'email') return name === null ? {} : { name };
    return { stamp: report.created_at.toISOString().replace(/[-:]|\.\d+/g, '') };
  }
}

/** The link of a message that somebody may have in hand stays open. */
function mayHaveArrived({ last_error_code }: DeliveryRow): boolean {
  return last_error_code === null || ['outcome-unknown', 'timeout', 'cancelled'].includes(last_error_code);
}

async function closeLink(tx: SqlTx, shareId: string): Promise<void> {
  await tx.$executeRaw`
    update tenant.share_link set revoked_at = clock_timestamp(), updated_at = clock_timestamp()
    where id = ${shareId}::uuid and revoked_at is null`;
}

async function noteForm(
  tx: SqlTx,
  row: DeliveryRow,
  form: DeliveryForm,
  shareId: string | null,
): Promise<void> {
  const noted = await tx.$executeRaw`
    update tenant.delivery set form = ${form}, share_id = ${shareId}::uuid
    where id = ${row.id}::uuid and owner = ${row.owner} and attempts = ${row.attempts} and status = 'sending'`;
  if (noted === 0) throw new DeliveryError('cancelled', true, 'The attempt is another dispatcher’s.');
}

async function requireMember(tx: SqlTx, row: DeliveryRow): Promise<Member> {
  const member = await memberOf(tx, row.organization_id, row.target);
  if (member) return member;
  throw new DeliveryError('target-invalid', false, 'This is no active member of your organization any more.');
}

function localeOf(row: DeliveryRow, { job, organization }: DeliveredReport, member: Member | null): string {
  const { locale } = (job.options ?? {}) as { locale?: unknown };
  const wanted = wishesOf(row).locale ?? member?.locale;
  return wanted ?? (typeof locale === 'string' ? locale : organization.locale);
}

function noticeOf(row: DeliveryRow, { id }: Member, { subject, text }: { subject: string; text: string }) {
  const { organization_id, job_id } = row;
  const notice = {
    organization_id,
    user_ids: [id],
    kind: 'report-ready',
    subject,
    body: inboxText(text),
    job_id,
  };
  return { ...notice, delivery_id: row.id };
}
