export type ServiceName = 'micro-data' | 'micro-report';

/** Injects the service's configuration: `@Inject(CONFIG) config: PlatformConfig`. */
export const CONFIG = Symbol('CONFIG');
/** Injects which of the services this process is. */
export const SERVICE_NAME = Symbol('SERVICE_NAME');
