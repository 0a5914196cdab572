import { defineProblem } from '@galley/platform';

export const DeliveryNotRetriable = defineProblem(
  'delivery-not-retriable',
  409,
  'The delivery cannot be tried again',
);
export const MessageTemplateTaken = defineProblem(
  'message-template-taken',
  409,
  'There is a text of this kind in this language already',
);
