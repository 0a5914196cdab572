import type { Reference, Scope, Value } from '../../expressions/contract.js';
import { columnValue } from '../../expressions/values.js';
import type { LayoutParameter } from '../../model/layout.js';
import { sourceKey } from '../source-key.js';

type Read = () => Value | undefined;

/** Prefixes under which parameters are also known. */
const GROUPS = new Set(['parameters', 'parameter', 'filters']);

/** Parameters by name: the run's text wins over the layout's expression. Each is worked out once. */
export class Parameters {
  private readonly designed: ReadonlyMap<string, LayoutParameter>;
  private readonly texts: ReadonlyMap<string, string | null>;
  private readonly values = new Map<string, Value>();
  private readonly evaluating = new Set<string>();

  constructor(declared: readonly LayoutParameter[], given: Readonly<Record<string, string | null>>) {
    this.designed = new Map(declared.map((one) => [sourceKey(one.name), one]));
    this.texts = new Map(Object.entries(given).map(([name, text]) => [sourceKey(name), text]));
  }

  /** Null when the layout declares no such parameter. */
  declared(reference: Reference, scope: Scope): Read | null {
    const key = this.keyOf(reference, (one) => this.designed.has(one));
    const parameter = key === null ? undefined : this.designed.get(key);
    if (key === null || !parameter) return null;
    return () => {
      if (!this.values.has(key)) this.values.set(key, this.evaluate(key, parameter, scope));
      return this.values.get(key);
    };
  }

  /** Null when the run has no such parameter. */
  given(reference: Reference): Read | null {
    const key = this.keyOf(reference, (one) => this.texts.has(one));
    return key === null ? null : () => this.texts.get(key) ?? null;
  }

  private evaluate(key: string, parameter: LayoutParameter, scope: Scope): Value {
    const text = this.texts.get(key);
    if (text !== undefined) return columnValue(text, parameter.type);
    // Parameters that name each other in a circle have no value.
    if (!parameter.expression || this.evaluating.has(key)) return null;
    this.evaluating.add(key);
    try {
      return parameter.expression.evaluate(scope);
    } finally {
      this.evaluating.delete(key);
    }
  }

  private keyOf(reference: Reference, isKnown: (key: string) => boolean): string | null {
    const [first = '', ...rest] = reference.path;
    const names = [reference.text, reference.path.join('.')];
    if (rest.length > 0 && GROUPS.has(sourceKey(first))) names.push(rest.join('.'));
    return names.map(sourceKey).find(isKnown) ?? null;
  }
}
