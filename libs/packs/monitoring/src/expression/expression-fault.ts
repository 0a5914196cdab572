/** What is wrong with an expression, in words that follow its name, and at which character. */
export class ExpressionFault extends Error {
  constructor(
    readonly says: string,
    readonly at: number,
  ) {
    super(says);
    this.name = 'ExpressionFault';
  }
}
