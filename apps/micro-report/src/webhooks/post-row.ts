import type { Prisma } from '@galley/platform';

/** A row of `tenant.webhook_delivery`: one event on its way to one endpoint. */
export type PostRow = Prisma.webhook_deliveryGetPayload<object>;

/** A row of `tenant.webhook_endpoint`. */
export type EndpointRow = Prisma.webhook_endpointGetPayload<object>;

/** A claimed post with the endpoint it goes to. */
export type ClaimedPost = PostRow & { readonly endpoint: EndpointRow };
