import type { Color } from '../document/canvas.js';

/** The few colours of a table; dark enough to survive a photocopier. */
export const INK: Color = [0.12, 0.13, 0.16];
export const MUTED: Color = [0.42, 0.45, 0.5];
export const ACCENT: Color = [0.11, 0.24, 0.42];
/** Negative figures and what is missing. */
export const ALERT: Color = [0.7, 0.11, 0.11];
export const HEADER_FILL: Color = [0.91, 0.93, 0.96];
export const TOTAL_FILL: Color = [0.95, 0.96, 0.975];
export const ZEBRA_FILL: Color = [0.972, 0.976, 0.984];
export const RULE: Color = [0.75, 0.78, 0.83];
