/** Codes stand in tokens, addresses and file names. */
export const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/;
