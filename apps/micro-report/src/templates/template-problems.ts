import { defineProblem, Invalid, type GalleyError } from '@galley/platform';
import { TemplateError } from '@galley/template';

export const StandardTemplate = defineProblem(
  'standard-template',
  409,
  'A standard template cannot be deleted',
);
/** micro-data or the renderer refused; `reason` names its code. */
export const PreviewFailed = defineProblem('preview-failed', 422, 'The preview cannot be made');
export const TemplateNameTaken = defineProblem('template-name-taken', 409, 'The name is taken');

/** Runs a reading of template documents; its faults become one `invalid` with a pointer each. */
export function asInvalid<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TemplateError) throw invalidTemplate(error);
    throw error;
  }
}

/** The faults of a template, or of the values given for a run of it, as the client is told them. */
export function invalidTemplate(error: TemplateError): GalleyError {
  return Invalid.error(`${error.faults.length} field(s) of the request are not valid.`, {
    errors: error.faults,
  });
}
