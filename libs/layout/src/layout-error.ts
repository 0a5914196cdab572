/** A layout that cannot be read or printed; told to its author in these words. */
export class LayoutError extends Error {
  constructor(
    /** Kebab case; the job's `error_code`: `layout-invalid`, `layout-data-missing`, `layout-too-large` … */
    readonly code: string,
    message: string,
    /** Where in the content: a JSON pointer, or an element's name. */
    readonly at: string | null = null,
  ) {
    super(message);
    this.name = 'LayoutError';
  }
}
