import { randomUUID } from 'node:crypto';
import { TEST_USER } from '@galley/platform/testing';
import { until } from '../delivery-house.js';
import type { WholeProduct } from './whole-product.js';

/** What becomes of a run that is sent, in `demo`. */
export interface OwnedDeliveries {
  readonly delivery: string;
  readonly message_template: string;
  readonly inbox_message: string;
  readonly webhook: string;
  readonly webhook_delivery: string;
}

interface Listed {
  readonly items: readonly { readonly id: string; readonly status: string }[];
}

/** Makes one of each, and waits until nothing is under way any more: what moves by itself would look like a change. */
export async function createDeliveries(
  product: WholeProduct,
  templateId: string,
  organizationId: string,
  marker: string,
): Promise<OwnedDeliveries> {
  const create = (path: string, body: object) => product.get<{ id: string }>(path, { method: 'POST', body });
  const recipients = [{ type: 'email', value: `${marker.toLowerCase()}@example.org` }];
  const { job } = await product.report({ template_id: templateId, bu_codes: ['T01'], recipients });
  // No mail server is configured here, so it fails.
  const delivery = await resting(product, `/api/reports/deliveries?job_id=${job.id}`, ['failed']);
  const message_template = await create('/api/reports/messages', {
    kind: 'report-ready',
    locale: 'en',
    subject: `${marker} {{report}}`,
    body: 'It is here.',
  });
  // Stopped, so that nothing is posted while the walls are tried; what was filed before stays on record.
  const webhook = await create('/api/webhooks', {
    name: `${marker} hook`,
    url: 'https://hooks.example.org/',
  });
  await create(`/api/webhooks/${webhook.id}/test`, {});
  await product.get(`/api/webhooks/${webhook.id}`, { method: 'PUT', body: { is_active: false } });
  return {
    delivery,
    message_template: message_template.id,
    inbox_message: await receiveMessage(product, organizationId, marker),
    webhook: webhook.id,
    webhook_delivery: await resting(product, `/api/webhooks/${webhook.id}/deliveries`, ['pending', 'failed']),
  };
}

/** Id of the first thing in the list, once it is in one of these states. */
async function resting(product: WholeProduct, path: string, states: readonly string[]): Promise<string> {
  const { items } = await until(
    () => product.get<Listed>(path),
    ({ items: [first] }) => states.includes(first?.status ?? ''),
  );
  return items[0]?.id ?? '';
}

/** Messages come from the product itself; nobody can write one. */
async function receiveMessage(
  product: WholeProduct,
  organizationId: string,
  marker: string,
): Promise<string> {
  const id = randomUUID();
  await product.admin.query(
    `insert into tenant.inbox_message (id, organization_id, user_id, kind, subject, body)
     values ($1, $2, $3, 'report-failed', $4, 'It could not be made.')`,
    [id, organizationId, TEST_USER, `${marker} message`],
  );
  return id;
}
