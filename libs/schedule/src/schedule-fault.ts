/** A timing that cannot be used; `pointer` (RFC 6901) names the field, `detail` what is wrong with it. */
export class ScheduleFault extends Error {
  constructor(
    readonly pointer: string,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${pointer.slice(1)} ${detail}`, options);
    this.name = 'ScheduleFault';
  }
}
