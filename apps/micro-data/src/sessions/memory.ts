const MAX_ENTRIES = 500;
/** Keys hold the version of what they describe; the age bounds what versions cannot see, as types inside a row type. */
const MAX_AGE_MS = 10_000;

/** A short memory of answers by key. A failed answer is not remembered. */
export class Memory {
  private readonly entries = new Map<string, { readonly at: number; readonly value: unknown }>();

  async get<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.entries.get(key);
    if (known && performance.now() - known.at < MAX_AGE_MS) return known.value as T;
    const value = await read();
    this.entries.delete(key);
    if (this.entries.size >= MAX_ENTRIES) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    this.entries.set(key, { at: performance.now(), value });
    return value;
  }
}
