import type { RecordFields, RecordValue } from './record-field.js';

/** Columns of one record by name. */
export type RecordValues = Readonly<Record<string, RecordValue>>;

/** What a record must satisfy beyond its single fields; the fault is told of `field`. */
export interface RecordRule {
  readonly field: string;
  /** What is asked for: "must not be before start_date". */
  readonly says: string;
  holds(values: RecordValues): boolean;
}

/** A refusal that callers tell from others by its code, where a plain 422 of one field would not do: see `declareProblem`. */
export interface RecordProblem {
  /** Lower kebab case: `period-locked`. */
  readonly code: string;
  readonly status: 403 | 409 | 422;
  readonly title: string;
}

/** What the database refuses, in words. Names of constraints are the database's own. Without `problem`, 422 `invalid`. */
export type ConstraintWords = Readonly<
  Record<string, { readonly field: string; readonly says: string; readonly problem?: RecordProblem }>
>;

/** A way from one state of a record to another: `POST /:id/approve`, and for several at once `POST /approve`. */
export interface RecordMove {
  /** In the imperative: "Approve". */
  readonly label: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Whether it is made for a reason, which is stated with it. */
  readonly asks_why?: true;
  /** Who may make it, where these are not the roles of all moves. */
  readonly roles?: readonly string[];
}

/** States that a record goes through by moves, never by a change of its fields. The database should hold them too. */
export interface RecordStates {
  /** Choice field of the state. Its default is where records begin; those who may move them may create them elsewhere. */
  readonly field: string;
  /** By the last part of their address: `approve`. */
  readonly moves: Readonly<Record<string, RecordMove>>;
  /** Fields, read only, that say who moved it last, when, and why. */
  readonly decided: { readonly at: string; readonly by: string; readonly why: string };
  /** States in which a record no longer stands for its key: another one may have it, and a write by key passes it over. */
  readonly frees_key?: readonly string[];
  /** What a move from elsewhere is refused with; `illegal-move` when absent. */
  readonly illegal?: RecordProblem;
  readonly roles: readonly string[];
}

/**
 * Rows that belong to one record and come and go with it: the lines of an invoice. Where their only field is a reference,
 * which then is their key, they are a list of links: ids or natural keys alone may be written, and files have them in one
 * cell with `|` between them.
 */
export interface RecordChildren {
  readonly label: string;
  /** Prefix of its columns in flat files: `line` makes `line_amount`. */
  readonly singular: string;
  readonly table: string;
  /** Column that names the record it belongs to. */
  readonly parent: string;
  /** Field that tells the rows of one record apart, or fields that do so together. */
  readonly key: string | readonly string[];
  readonly fields: RecordFields;
  /** Column of a row's place in its list, from 0: they are shown in the order in which they were written. */
  readonly order?: string;
  /** Columns of the record that its children repeat. */
  readonly carries?: readonly string[];
  readonly constraints?: ConstraintWords;
}

/**
 * A kind of record that an organization keeps, declared by its pack. micro-data makes of it a resource
 * (`/api/<area>/<name>`: list, read, create, replace, change, remove, bulk) and an import (`/api/imports/<area>.<name>`).
 *
 * Its table has `id`, `organization_id`, `version`, `created_*`, `updated_*`, `deleted_*`, forced row-level security, and
 * a key that is unique among the living.
 */
export interface RecordEntity {
  readonly area: string;
  /** As the address names it, in the plural: `meter-readings`. */
  readonly name: string;
  /** One of them, in words: "meter reading". */
  readonly label: string;
  /** Class name in the API document: `EnergyMeterReading`. */
  readonly resource: string;
  readonly description?: string;
  /** Schema and table in the product's own database. */
  readonly schema: string;
  readonly table: string;
  readonly fields: RecordFields;
  /** Fields that together name one record; an upsert finds it by them. A record that leaves all of them out has no name. */
  readonly key: readonly string[];
  /** Field of the key without which a record has no name, whatever else of its key it has. */
  readonly nameless_without?: string;
  /** Columns to sort by, none of them nullable. */
  readonly sorting: { readonly by: readonly string[]; readonly initially: string };
  /** Text columns that `q` looks into. */
  readonly search: readonly string[];
  readonly children?: Readonly<Record<string, RecordChildren>>;
  readonly rules?: readonly RecordRule[];
  readonly constraints?: ConstraintWords;
  /** Fields that may be left out where they follow from others, before the record is checked: an end from a duration. */
  readonly completed?: {
    readonly fields: readonly string[];
    /** Pure; leaves alone what is stated. */
    fill(values: RecordValues): RecordValues;
  };
  readonly states?: RecordStates;
  /** A create with the name and content of a record that is there answers that one: who is not sure sends it again. */
  readonly is_repeatable?: true;
  /** What it may be refused with beside what its constraints name: by steps that look at it while it is written. */
  readonly problems?: readonly RecordProblem[];
  /** Roles that hold these rights; everybody reads and coordinators write unless said, who writes removes and imports. */
  readonly roles?: {
    readonly read?: readonly string[];
    readonly write?: readonly string[];
    readonly remove?: readonly string[];
    readonly import?: readonly string[];
  };
}
