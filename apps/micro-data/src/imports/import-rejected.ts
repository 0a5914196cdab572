import { defineProblem } from '@galley/platform';

/** Nothing was written: one record that cannot be taken over holds back all. */
export const ImportRejected = defineProblem('import-rejected', 422, 'The upload cannot be taken over');
