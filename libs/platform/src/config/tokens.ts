export type ServiceName = 'micro-data' | 'micro-report';

/** Injects the service's configuration: `@Inject(CONFIG) config: PlatformConfig`. */
export const CONFIG = Symbol('CONFIG');
/** Injects which of the services this process is. */
export const SERVICE_NAME = Symbol('SERVICE_NAME');
/** Injects the environment as it was at start (`Environment`); empty when the process did not hand it over. */
export const ENVIRONMENT = Symbol('ENVIRONMENT');
