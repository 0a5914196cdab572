/** What kinds of field a form has. A calculate is answered by the server, a note by nobody. */
export const FIELD_TYPES = [
  'text',
  'integer',
  'decimal',
  'date',
  'boolean',
  'select_one',
  'select_multiple',
  'calculate',
  'note',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * An answer as it is kept: an integer is a number, a decimal a text in one spelling ("1.5", never "1.50"), a day
 * YYYY-MM-DD, several selections a list in the order of the options. A blank is no answer: it is kept nowhere.
 */
export type Answer = string | number | boolean | readonly string[];

/** By the names of fields. */
export type Answers = Readonly<Record<string, Answer>>;

/** What conditions and calculations compare and compute with. */
export type ValueKind = 'number' | 'text' | 'date' | 'boolean' | 'list';

/** The kind of what a field is answered with; null for a note, and for a calculate before its calculation is read. */
export function kindOfType(type: FieldType): ValueKind | null {
  switch (type) {
    case 'integer':
    case 'decimal':
      return 'number';
    case 'text':
    case 'select_one':
      return 'text';
    case 'date':
    case 'boolean':
      return type;
    case 'select_multiple':
      return 'list';
    case 'calculate':
    case 'note':
      return null;
  }
}
