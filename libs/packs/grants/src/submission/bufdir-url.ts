import { checkWebhookUrl } from '@galley/delivery';

/**
 * Why reports cannot be posted to this address; null = they can. It comes from the operator, so it may lead into the house (the simulator
 * does); over the Internet reports and token go encrypted only.
 */
export function checkBufdirUrl(url: string): string | null {
  const isOfTheHouse =
    checkWebhookUrl(url, { WEBHOOK_ALLOW_HTTP: true, WEBHOOK_ALLOW_PRIVATE: false }) !== null;
  return checkWebhookUrl(url, { WEBHOOK_ALLOW_HTTP: isOfTheHouse, WEBHOOK_ALLOW_PRIVATE: true });
}
