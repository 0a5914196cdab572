import type { DeliveryRow } from '../delivery-row.js';

/** How the file travels: in the message, as a link in it, as nothing but itself, or as a message of the product's own. */
export type DeliveryForm = 'attachment' | 'link' | 'file' | 'message';

/**
 * Mail carries small files and links to large ones, or to those that the receiving server found too large; webhooks
 * always carry a link; object stores and SFTP take the file; users find it in the product.
 */
export function formOf(
  { channel, last_error_code }: Pick<DeliveryRow, 'channel' | 'last_error_code'>,
  sizeBytes: number,
  attachmentMaxBytes: number,
): DeliveryForm {
  if (channel === 'user') return 'message';
  if (channel === 'webhook') return 'link';
  if (channel !== 'email') return 'file';
  return sizeBytes > attachmentMaxBytes || last_error_code === 'too-large' ? 'link' : 'attachment';
}
