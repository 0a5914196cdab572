/** How the texts of a file are meant. */
export interface FileDialect {
  /** Between cells; null = found from the first lines. */
  readonly delimiter: string | null;
  /** Before the decimals; null = found from the first lines. */
  readonly decimal: '.' | ',' | null;
  /** IANA zone of times that state no offset. */
  readonly timezone: string;
}

/** A cell of a table: text, or what a workbook has stored. */
export type Cell = string | number | boolean | Date | null;

/** What a file holds, in its order. Lines count from 1. */
export type FileEntry =
  | { readonly line: number; readonly cells: readonly Cell[] }
  | { readonly line: number; readonly record: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly fault: string };

export interface OpenFile {
  readonly decimal: '.' | ',';
  readonly entries: AsyncGenerator<FileEntry>;
}

/** A column of an import template. */
export interface TemplateColumn {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly is_required: boolean;
  readonly example: string;
}

/** A way to write records into a file. A new one is a file beside this and a line in `registry.ts`. */
export interface FileKind {
  readonly key: string;
  readonly media_type: string;
  /** The first of `entries` is the heading. */
  readonly isTable: boolean;
  /** Reads from disk as it goes. Throws `import-rejected` for what is no such file. */
  open(path: string, dialect: FileDialect): Promise<OpenFile>;
  /** A file with the headings only; null where headings make no sense. */
  readonly template: ((columns: readonly TemplateColumn[]) => Promise<Buffer>) | null;
}
