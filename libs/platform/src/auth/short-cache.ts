interface Entry<Value> {
  readonly value: Value;
  readonly until: number;
}

/** Remembers answers for a few seconds, at most `capacity` of them; asks once for any number of simultaneous callers. */
export class ShortCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #pending = new Map<string, Promise<Value>>();
  #generation = 0;

  constructor(
    private readonly ttl_ms: number,
    private readonly capacity: number,
  ) {}

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until > Date.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Keeps a value for the cache's time, or until `until` (epoch milliseconds) when that is sooner. */
  set(key: string, value: Value, until = Number.POSITIVE_INFINITY): void {
    if (this.#entries.size >= this.capacity) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    this.#entries.set(key, { value, until: Math.min(until, Date.now() + this.ttl_ms) });
  }

  /** The remembered value, else what `load` answers. A failure is not remembered. */
  async resolve(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.get(key);
    if (known !== undefined) return known;
    const running = this.#pending.get(key);
    if (running) return running;
    const generation = this.#generation;
    const loading = load()
      .then((value) => {
        // What was read before a `clear` may already be wrong.
        if (value !== undefined && generation === this.#generation) this.set(key, value);
        return value;
      })
      .finally(() => {
        if (this.#pending.get(key) === loading) this.#pending.delete(key);
      });
    this.#pending.set(key, loading);
    return loading;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#generation++;
    this.#entries.clear();
    this.#pending.clear();
  }
}
