import { defineProblem } from '@galley/platform';

export const AssetNameTaken = defineProblem('asset-name-taken', 409, 'The name of the picture is taken');
