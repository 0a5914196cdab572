export type StorageFault = 'exists' | 'missing' | 'damaged' | 'invalid-key' | 'unavailable';

/** What went wrong with a file. `unavailable` = the store could not be asked: retry, and never take it for `missing`. */
export class StorageError extends Error {
  constructor(
    readonly reason: StorageFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StorageError';
  }
}
