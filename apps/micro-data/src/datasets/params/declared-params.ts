import type { Json, ParamType } from '@galley/dataset';

/** One argument of a bound function, procedure or builder, in argument order. */
export interface DeclaredParam {
  /** The key that fills it, in `params` or among the filters. */
  readonly key: string;
  readonly type: ParamType;
  readonly nullable: boolean;
  readonly default?: Json | undefined;
  readonly choices?: readonly string[] | undefined;
}

/** Every declared parameter with its checked value; null where a nullable one was left out. */
export type ParamValues = Readonly<Record<string, Json>>;
