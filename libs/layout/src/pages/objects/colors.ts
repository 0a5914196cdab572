export const BLACK = { red: 0, green: 0, blue: 0, alpha: 1 } as const;
