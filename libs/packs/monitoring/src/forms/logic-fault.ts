/** What is wrong with a condition or calculation, in words that follow its name: "refers to age, which comes later". */
export class LogicFault extends Error {
  /** `pointer` says where in a document it is: `/all/0/value`. */
  constructor(
    readonly says: string,
    readonly pointer = '',
  ) {
    super(says);
    this.name = 'LogicFault';
  }
}
