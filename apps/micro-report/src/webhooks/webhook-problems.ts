import { defineProblem } from '@galley/platform';

export const WebhookNameTaken = defineProblem('webhook-name-taken', 409, 'The name of the webhook is taken');
export const WebhookStopped = defineProblem('webhook-stopped', 409, 'The webhook is not active');
