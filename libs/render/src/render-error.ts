/** A document that cannot be made from this dataset; `code` names the reason on the wire. */
export class RenderError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RenderError';
  }
}
