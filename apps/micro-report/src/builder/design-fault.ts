/** What is wrong with a design, and where: a JSON pointer. */
export interface DesignFault {
  readonly pointer: string;
  readonly detail: string;
}
