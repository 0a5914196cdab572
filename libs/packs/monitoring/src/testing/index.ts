export * from './me-1.js';
export * from './monitoring-rows.js';
export * from './acting-session.js';
export { DonorScene, type SceneSection } from './donor-scene.js';
