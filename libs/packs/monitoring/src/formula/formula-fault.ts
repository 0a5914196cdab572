/** What is wrong with a formula, and where: `at` counts characters from 1. */
export class FormulaFault extends Error {
  constructor(
    readonly says: string,
    readonly at: number,
  ) {
    super(`${says} at character ${at}`);
  }
}
