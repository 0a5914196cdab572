/** One cell of a record. Decimals, days and instants are texts, in one spelling. */
export type RecordValue = string | number | boolean | null;

interface FieldBase {
  /** What people call it: heading of a form, a template, an error. */
  readonly label: string;
  readonly description?: string;
  /** A create without it is refused, and null always is. */
  readonly required?: true;
  /** Set once: a change of it is refused. */
  readonly immutable?: true;
  /** Shown, never written by callers: the database or a reference fills it. */
  readonly read_only?: true;
  /**
   * Of what is read only and no column has: the function of the database that answers it, given the row. Whether a period is
   * locked at this moment: `monitoring.is_locked`.
   */
  readonly computed_by?: string;
  /** Taken, never stored or shown: `completed` of the entity makes something else of it. */
  readonly write_only?: true;
  /**
   * Levels of `platform.actor_level()` that see it; to others it is null, and they must not be able to write the record.
   * The service sees everything.
   */
  readonly seen_by?: readonly ('admin' | 'coordinator' | 'member' | 'peer')[];
  /** Stored when a create leaves it out. */
  readonly default?: RecordValue;
  /** As it stands in documentation and import templates; the examples of a pack's entities refer to one another. */
  readonly example: RecordValue;
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly max_length: number;
  /** Source of a regular expression for the whole text, and what it asks for in words. */
  readonly pattern?: { readonly source: string; readonly says: string };
}

export interface IntegerField extends FieldBase {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
}

/** Exact; a text on the wire. More decimals than `scale` are refused, never rounded. */
export interface DecimalField extends FieldBase {
  readonly kind: 'decimal';
  /** Digits in all and after the point, as the column's `numeric(precision, scale)`. */
  readonly precision: number;
  readonly scale: number;
  readonly min?: string;
  readonly max?: string;
}

/** A calendar day, an instant (UTC on the wire, any offset accepted), a truth value, or an id of something outside. */
export interface PlainField extends FieldBase {
  readonly kind: 'date' | 'timestamp' | 'boolean' | 'uuid';
  /** Of an instant: a plain day may stand for its first moment in the zone of the organization, or of the file. */
  readonly takes_days?: true;
}

/** A document of any shape: JSON on the wire, its text (keys in the order given) in `RecordValues` and in a cell of a file. */
export interface JsonField extends FieldBase {
  readonly kind: 'json';
  /** Characters of its text; 10,000 when absent. */
  readonly max_length?: number;
  /** It is an object, whose members may have columns of their own in files: `answers.age`. */
  readonly has_members?: true;
  /** What is wrong with it, in words ("must be a list of {value, label}"); null = nothing. Absent: any JSON will do. */
  fault?(document: unknown): string | null;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly string[];
}

/**
 * Another record of the organization. `contract` stands in the column `contract_id`; on the wire it is named by
 * `contract_id` or by its natural key, `contract_code` where `by` is `code`, and answers carry both.
 */
export interface ReferenceField extends FieldBase {
  readonly kind: 'reference';
  /** Name of the entity in the same area: `contracts`. */
  readonly to: string;
  /** Text field of that entity that names it. */
  readonly by: string;
  /** Columns that this record and the other share, without which `by` names several: a clause within its contract. */
  readonly within?: readonly string[];
  /** Columns of this record that, where it states them, tell those apart that have the same key: the version of a form. */
  readonly narrowed_by?: readonly string[];
  /** Which is meant where its key names several all the same: that whose column has the first of these values. */
  readonly preferring?: { readonly column: string; readonly values: readonly string[] };
  /**
   * Columns that this record takes over from the other: the project of the contract, the days of the period. What contradicts
   * them is refused.
   */
  readonly carries?: readonly string[];
}

export type RecordField =
  TextField | IntegerField | DecimalField | PlainField | ChoiceField | JsonField | ReferenceField;

export type RecordFields = Readonly<Record<string, RecordField>>;
