import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Channels } from '@galley/delivery';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Database, Logger } from '@galley/platform';
import type { FileStore } from '@galley/storage';
import { FILE_STORE } from '../../archive/file-store.js';
import { handBackMsOf, type ReportConfig } from '../../config.js';
import { PostClaims } from '../../webhooks/posting/post-claims.js';
import { PostLine } from '../../webhooks/posting/post-line.js';
import { CHANNELS } from '../channels.module.js';
import { DeliveryClaims } from './delivery-claims.js';
import { DeliveryLine } from './delivery-line.js';
import { DeliverySender } from './delivery-sender.js';
import { Dispatcher } from './dispatcher.js';

/** Sends what waits, files and events alike, in this worker. Any number of workers may; DELIVERY_CONCURRENCY=0 = not this one. */
@Injectable()
export class DispatchRounds implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  readonly #dispatchers: readonly Pick<Dispatcher<{ id: string }>, 'start' | 'stop' | 'wake'>[];

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {
    this.#dispatchers = config.DELIVERY_CONCURRENCY > 0 ? [this.#deliveries(), this.#posts()] : [];
  }

  onApplicationBootstrap(): void {
    for (const dispatcher of this.#dispatchers) dispatcher.start();
  }

  /** SIGTERM: claims nothing more, lets attempts finish within the grace, hands back the rest. */
  async onModuleDestroy(): Promise<void> {
    const graceMs = this.config.SHUTDOWN_GRACE_MS - handBackMsOf(this.config);
    await Promise.all(this.#dispatchers.map((dispatcher) => dispatcher.stop(graceMs)));
  }

  /** Looks for what is due now instead of at the next round. */
  wake(): void {
    for (const dispatcher of this.#dispatchers) dispatcher.wake();
  }

  #deliveries() {
    const { database, config, logger } = this;
    const terms = this.#terms();
    const sender = new DeliverySender(database, this.channels, this.store, config);
    const claims = new DeliveryClaims(database, terms);
    const line = new DeliveryLine(claims, sender, terms, logger, config.DELIVERY_CONCURRENCY);
    return new Dispatcher(line, this.#rhythm(), logger);
  }

  #posts() {
    const { database, config, logger } = this;
    const terms = this.#terms();
    const channel = this.channels.get('webhook');
    if (!channel) throw new Error('there is no channel for webhooks');
    const rule = { failures: config.WEBHOOK_STOP_FAILURES, after_s: config.WEBHOOK_STOP_AFTER_S };
    const claims = new PostClaims(database, terms, rule);
    const line = new PostLine(claims, channel, terms, config, logger, config.DELIVERY_CONCURRENCY);
    return new Dispatcher(line, this.#rhythm(), logger);
  }

  #terms() {
    const { DELIVERY_BACKOFF_MS, DELIVERY_BACKOFF_MAX_MS, DELIVERY_MAX_ATTEMPTS } = this.config;
    const backOff = {
      base_ms: DELIVERY_BACKOFF_MS,
      cap_ms: DELIVERY_BACKOFF_MAX_MS,
      attempts: DELIVERY_MAX_ATTEMPTS,
    };
    return { owner: this.#owner, leaseMs: this.config.DELIVERY_LEASE_MS, backOff };
  }

  #rhythm() {
    return { pollMs: this.config.DELIVERY_POLL_MS, leaseMs: this.config.DELIVERY_LEASE_MS };
  }
}
