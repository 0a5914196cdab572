import { defineProblem } from '@galley/platform';

export const ShareExpired = defineProblem('share-expired', 410, 'The link has expired');
export const ShareRevoked = defineProblem('share-revoked', 410, 'The link was revoked');
export const ShareUsedUp = defineProblem(
  'share-used-up',
  410,
  'The link has been used as often as it may be',
);
export const SharePasswordRequired = defineProblem(
  'share-password-required',
  403,
  'The link asks for a password',
);
export const SharePasswordWrong = defineProblem('share-password-wrong', 403, 'The password is not right');
