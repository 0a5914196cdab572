/** How one attribute is read. A table of them is at once the reader's program and a chapter of docs/frx.md. */
export interface Attribute<V> {
  /** What may be written, in the words of docs/frx.md. */
  readonly values: string;
  /** What holds when it is not written: FastReport's own default. */
  readonly fallback: V;
  readonly effect: 'read' | 'ignored' | 'unsupported';
  /** What happens in its place, when it is not supported. */
  readonly instead: string | null;
  /** Undefined: not understood. */
  readonly read: (text: string) => V | undefined;
}

export type AttributeTable = Readonly<Record<string, Attribute<unknown>>>;

/** What a table makes of an element. */
export type Values<T extends AttributeTable> = {
  readonly [K in keyof T]: T[K] extends Attribute<infer V> ? V : never;
};

export function attribute<V>(
  values: string,
  fallback: V,
  read: (text: string) => V | undefined,
): Attribute<V> {
  return { values, fallback, effect: 'read', instead: null, read };
}

/** Concerns the designer or the screen; nothing on paper depends on it. */
export const ignored: Attribute<null> = {
  values: 'no effect on paper',
  fallback: null,
  effect: 'ignored',
  instead: null,
  read: () => null,
};

/** Not drawn as asked; `check` lists it with what is done instead. */
export function unsupported(instead: string): Attribute<null> {
  return { values: 'not supported', fallback: null, effect: 'unsupported', instead, read: () => null };
}

type Prefixed<P extends string, T extends AttributeTable> = {
  readonly [K in keyof T & string as `${P}${K}`]: T[K];
};

/** The same table under longer names: `.Color` as `Fill.Color`. */
export function prefixed<P extends string, T extends AttributeTable>(prefix: P, table: T): Prefixed<P, T> {
  const entries = Object.entries(table).map(([name, one]) => [prefix + name, one]);
  return Object.fromEntries(entries) as Prefixed<P, T>;
}

/** Reads back what `prefixed` put under longer names. */
export function partOf<T extends AttributeTable>(
  values: Readonly<Record<string, unknown>>,
  prefix: string,
  table: T,
): Values<T> {
  return Object.fromEntries(Object.keys(table).map((name) => [name, values[prefix + name]])) as Values<T>;
}
