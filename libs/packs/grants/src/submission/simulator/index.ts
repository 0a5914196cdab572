export type { SimulatorBehaviour } from './behaviours.js';
export * from './bufdir-simulator.js';
