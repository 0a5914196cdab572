import type { SqlFragment } from '@galley/dataset';
import type { Connection, FieldDef, PoolClient, Submittable } from 'pg';
import { textValue } from './text-value.js';

/** Cells as PostgreSQL text. */
export type TextCells = readonly (string | null)[];

export interface StatementResult {
  readonly fields: readonly FieldDef[];
  readonly rows: readonly TextCells[];
}

/** The part of pg's connection that its own query classes and pg-cursor use; @types/pg describes an older signature. */
export interface WireConnection {
  parse(query: { readonly name: string; readonly text: string; readonly types: readonly number[] }): void;
  bind(config: {
    readonly portal: string;
    readonly statement: string;
    readonly values: readonly (string | null)[];
    readonly binary: boolean;
  }): void;
  describe(message: { readonly type: 'P' | 'S'; readonly name: string }): void;
  execute(config: { readonly portal: string; readonly rows: number }): void;
  flush(): void;
  sync(): void;
}

/**
 * Several statements in one round trip of the extended protocol, every value bound. They share one Sync: after an
 * error PostgreSQL skips the rest, and the promise of all rejects.
 */
class StatementPipeline implements Submittable {
  private readonly results: { fields: FieldDef[]; rows: TextCells[] }[] = [];
  private at = 0;
  private error: Error | null = null;

  constructor(
    private readonly statements: readonly SqlFragment[],
    private readonly settle: (error: Error | null, results: readonly StatementResult[]) => void,
  ) {}

  submit(connection: Connection): void {
    const wire = connection as unknown as WireConnection;
    // One write for all messages: each would otherwise be a packet of its own.
    connection.stream.cork();
    for (const { text, values } of this.statements) {
      this.results.push({ fields: [], rows: [] });
      wire.parse({ name: '', text, types: [] });
      wire.bind({ portal: '', statement: '', values: values.map(textValue), binary: false });
      wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '', rows: 0 });
    }
    wire.sync();
    connection.stream.uncork();
  }

  handleRowDescription(message: { readonly fields: FieldDef[] }): void {
    const result = this.results[this.at];
    if (result) result.fields = message.fields;
  }

  handleDataRow(message: { readonly fields: (string | null)[] }): void {
    this.results[this.at]?.rows.push(message.fields);
  }

  handleCommandComplete(): void {
    this.at++;
  }

  handleEmptyQuery(): void {
    this.at++;
  }

  /** Also called when the socket dies, after which no ReadyForQuery comes. */
  handleError(error: Error, _connection: Connection): void {
    this.error ??= error;
    this.settle(this.error, []);
  }

  handleReadyForQuery(): void {
    if (!this.error) this.settle(null, this.results);
  }
}

/** Runs the statements in one round trip. Rejects with pg's error; then none of the results is known. */
export function runPipeline(
  client: PoolClient,
  statements: readonly SqlFragment[],
): Promise<readonly StatementResult[]> {
  return new Promise((resolve, reject) => {
    client.query(
      new StatementPipeline(statements, (error, results) => (error ? reject(error) : resolve(results))),
    );
  });
}

/** Asks PostgreSQL which columns a statement would return, without running it. */
export function describeStatement(client: PoolClient, text: string): Promise<readonly FieldDef[]> {
  return new Promise((resolve, reject) => {
    client.query(
      new StatementDescription(text, (error, fields) => (error ? reject(error) : resolve(fields))),
    );
  });
}

class StatementDescription implements Submittable {
  private fields: readonly FieldDef[] = [];
  private hasFailed = false;

  constructor(
    private readonly text: string,
    private readonly settle: (error: Error | null, fields: readonly FieldDef[]) => void,
  ) {}

  submit(connection: Connection): void {
    const wire = connection as unknown as WireConnection;
    wire.parse({ name: '', text: this.text, types: [] });
    wire.describe({ type: 'S', name: '' });
    wire.sync();
  }

  handleRowDescription(message: { readonly fields: FieldDef[] }): void {
    this.fields = message.fields;
  }

  handleError(error: Error): void {
    this.hasFailed = true;
    this.settle(error, []);
  }

  handleReadyForQuery(): void {
    if (!this.hasFailed) this.settle(null, this.fields);
  }
}
