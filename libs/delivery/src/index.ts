export * from './back-off.js';
export * from './channel.js';
export * from './delivery-error.js';
export * from './outgoing-message.js';
