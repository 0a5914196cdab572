import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Webhook } from 'standardwebhooks';
import type { Channel, Receipt } from '../channel.js';
import { DeliveryError } from '../delivery-error.js';
import { invalid, refuseOwnHeaders } from '../message-rules.js';
import type { DeliveryOptions, OutgoingMessage } from '../outgoing-message.js';
import { connectionFault, statusFault } from './http-fault.js';
import {
  pinnedLookup,
  resolveTarget,
  systemResolver,
  type ResolvedAddress,
  type Resolver,
} from './resolve-target.js';
import type { WebhookConfig } from './webhook-config.js';
import { webhookBody } from './webhook-event.js';
import { checkWebhookUrl } from './webhook-url.js';

/** Headers that say what is sent, by whom and how. */
const OWN_HEADERS =
  /^(host|user-agent|accept.*|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|cookie|content-.*|webhook-.*|proxy-.*)$/i;

/**
 * Posts signed JSON to an address. Target: its URL. Options: `secrets`, one or more `whsec_…` (several while a secret is
 * being changed), and `event` (`WebhookEvent`); without one it tells of the file and its link. Signed as
 * https://www.standardwebhooks.com says: `webhook-id` is the message's id in every attempt, by which receivers leave out
 * repetitions; `webhook-timestamp` is that of the attempt.
 * Only the status of the answer is read: 2xx = delivered.
 */
export class WebhookChannel implements Channel {
  readonly key = 'webhook';
  readonly configured = true;
  readonly #config: WebhookConfig;
  readonly #resolve: Resolver;
  readonly #closing = new AbortController();

  constructor(config: WebhookConfig, resolve: Resolver = systemResolver) {
    this.#config = config;
    this.#resolve = resolve;
  }

  check(target: string): string | null {
    return checkWebhookUrl(target, this.#config);
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<Receipt> {
    const fault = this.check(message.target);
    if (fault !== null) throw new DeliveryError('target-refused', false, fault);
    const url = new URL(message.target);
    const body = webhookBody(message);
    const headers = signedHeaders(message, body);
    const timeout = AbortSignal.timeout(this.#config.WEBHOOK_TIMEOUT_MS);
    const stopped = AbortSignal.any([signal, this.#closing.signal]);
    const end = AbortSignal.any([stopped, timeout]);
    try {
      end.throwIfAborted();
      const found = resolveTarget(url.hostname, this.#config.WEBHOOK_ALLOW_PRIVATE, this.#resolve);
      const addresses = await Promise.race([found, failingOn(end)]);
      const { statusCode = 0, headers: answer } = await post(url, headers, body, addresses, end);
      const refusal = statusFault(statusCode, answer['retry-after']);
      if (refusal) throw refusal;
      return { detail: `HTTP ${statusCode}` };
    } catch (error) {
      throw connectionFault(error, timeout.aborted, stopped.aborted);
    }
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }
}

function signedHeaders({ id, headers, options }: OutgoingMessage, body: string): Record<string, string> {
  refuseOwnHeaders(headers, OWN_HEADERS);
  const now = new Date();
  return {
    ...headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Galley-Webhooks/1',
    accept: '*/*',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signersOf(options)
      .map((signer) => signer.sign(id, now, body))
      .join(' '),
  };
}

function signersOf({ secrets }: DeliveryOptions): Webhook[] {
  try {
    if (Array.isArray(secrets) && secrets.length > 0)
      return secrets.map((secret) => new Webhook(String(secret)));
  } catch {
    // The library's own message would tell of the secret.
  }
  throw invalid('A webhook needs secrets to be signed with, each whsec_ and base64.');
}

/** Posts over a connection of its own to one of the checked addresses; the answer's body is never read. */
function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  addresses: readonly ResolvedAddress[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const posted = request(url, {
      method: 'POST',
      headers,
      signal,
      agent: false,
      lookup: pinnedLookup(addresses),
      maxHeaderSize: 32 * 1024,
    });
    posted.on('error', reject);
    posted.on('response', (response) => {
      response.on('error', () => undefined);
      response.destroy();
      resolve(response);
    });
    posted.end(body);
  });
}

function failingOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
