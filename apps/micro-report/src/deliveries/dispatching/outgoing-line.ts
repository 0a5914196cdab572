/**
 * Rows of a table that wait to be sent, as a dispatcher sees them. A line knows its statements; when to claim, how many
 * at a time, and what becomes of claims whose dispatcher is gone, is the dispatcher's.
 */
export interface OutgoingLine<Row extends { readonly id: string } = { readonly id: string }> {
  readonly name: string;
  /** Lanes in which something is due, that with the oldest first: what is slow in one does not hold up another. */
  dueLanes(): Promise<readonly string[]>;
  /** Attempts that this process makes at a time in one lane. */
  readonly laneSize: number;
  /** Attempts that this process makes at a time in all lanes. */
  readonly totalSize: number;
  /** Claims up to `count` due rows of the lane: pending → sending, owner and lease set, attempts + 1. */
  claim(lane: string, count: number): Promise<readonly Row[]>;
  /** Extends the leases of rows that are still this process's; resolves to their ids. */
  renew(ids: readonly string[]): Promise<readonly string[]>;
  /**
   * Settles rows whose lease has run out, with the outcome unknown, but for `busy` ones: those this process is still at,
   * which was only too busy to renew them. Resolves to how many.
   */
  recover(busy: readonly string[]): Promise<number>;
  /** Sends a claimed row and records what came of it, unless the claim is another's by then. Never fails for the receiver's reasons. */
  carry(row: Row, signal: AbortSignal): Promise<void>;
}
