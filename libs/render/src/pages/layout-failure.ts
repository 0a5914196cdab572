import { ExpressionError, LayoutError } from '@galley/layout';
import { RenderError } from '../render-error.js';

/** A fault of the layout in the words of a document that cannot be made; other errors as they are. */
export function layoutFailure(error: unknown): unknown {
  if (error instanceof LayoutError) {
    const place = error.at === null ? '' : ` (${error.at})`;
    return new RenderError(error.code, `${error.message}${place}`, { cause: error });
  }
  if (error instanceof ExpressionError) {
    const message = `${error.message}, in "${error.expression.slice(0, 200)}" at character ${error.position + 1}.`;
    return new RenderError('layout-expression', message, { cause: error });
  }
  return error;
}
