import type { AggregateCall, Reference, Value } from './contract.js';
import type { ExpressionFunction } from './functions/contract.js';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type CastType = 'integer' | 'number' | 'text' | 'boolean' | 'date';

/** One link of a chain of operators of equal rank: a flat list, so that a thousand additions are not a thousand deep. */
export interface Link<Operator> {
  readonly operator: Operator;
  readonly operand: Node;
  readonly at: number;
}

/** `.Substring(0, 1)` or `.Length` after a value. */
export interface MemberStep {
  readonly member: ExpressionFunction;
  readonly args: readonly Node[];
  readonly at: number;
}

/** What an expression is made of; `at` is a character of its text. */
export type Node =
  | { readonly kind: 'literal'; readonly value: Value; readonly at: number }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly at: number }
  | { readonly kind: 'aggregate'; readonly call: AggregateCall; readonly at: number }
  | {
      readonly kind: 'arithmetic';
      readonly first: Node;
      readonly rest: readonly Link<ArithmeticOperator>[];
      readonly at: number;
    }
  | {
      readonly kind: 'comparison';
      readonly first: Node;
      readonly rest: readonly Link<ComparisonOperator>[];
      readonly at: number;
    }
  | { readonly kind: 'and' | 'or' | 'coalesce'; readonly operands: readonly Node[]; readonly at: number }
  | { readonly kind: 'sign' | 'not'; readonly operand: Node; readonly at: number }
  | {
      readonly kind: 'choice';
      readonly branches: readonly { readonly when: Node; readonly value: Node }[];
      readonly otherwise: Node;
      readonly at: number;
    }
  | { readonly kind: 'cast'; readonly type: CastType; readonly operand: Node; readonly at: number }
  | {
      readonly kind: 'call';
      readonly callee: ExpressionFunction;
      readonly args: readonly Node[];
      readonly at: number;
    }
  | {
      readonly kind: 'members';
      readonly target: Node;
      readonly steps: readonly MemberStep[];
      readonly at: number;
    };
