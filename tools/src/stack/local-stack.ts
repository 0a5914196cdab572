import { migrateDatabase } from '../migrate/migrate-database.js';
import { openLocalBufdir } from './local-bufdir.js';
import { openLocalDatabase, type LocalDatabase } from './local-database.js';
import { freePort } from './ports.js';
import { commandOf, endProcess } from './processes.js';
import { localSecrets, type Secrets } from './secrets.js';
import { seedLocalDatabase } from './seed-demo.js';
import { serviceEnvironment, type ServicePorts } from './service-environment.js';
import { ServiceProcess, type ServiceDefinition } from './service-process.js';
import { readState, writeState } from './state.js';

export interface LocalStack {
  readonly reportUrl: string;
  readonly dataUrl: string;
  readonly databaseUrl: string;
  readonly secrets: Secrets;
  /** Where Bufdir reports are submitted to. */
  readonly bufdirUrl: string;
  /** What the services were started with. */
  readonly environment: NodeJS.ProcessEnv;
  /** Process id of each service by its name. */
  readonly pids: Readonly<Record<string, number>>;
  /** Resolves when a service ends that nobody stopped, with what happened. */
  readonly failure: Promise<string>;
  stop(): Promise<void>;
}

type Progress = (what: string) => void;

/** The whole product on this machine: database, both services and a worker, migrated, seeded and ready. */
export async function startLocalStack(progress: Progress = () => undefined): Promise<LocalStack> {
  await clearUp();
  const secrets = await localSecrets();
  progress('PostgreSQL');
  const database = await openLocalDatabase(secrets, true);
  const services: ServiceProcess[] = [];
  const bufdir = await openLocalBufdir();
  const stop = async (): Promise<void> => {
    // The worker first hands back what it runs; the database goes last, when nobody needs it.
    for (const service of [...services].reverse()) await service.stop();
    await bufdir.stop();
    await database.stop();
    const { database_port } = await readState();
    await writeState({ database_port });
  };
  try {
    const ports = await choosePorts();
    const env = serviceEnvironment(database.databaseUrl, secrets, ports, {
      ...process.env,
      BUFDIR_API_URL: bufdir.url,
    });
    await prepare(database, secrets, { env, progress });
    const definitions = servicesOn(ports);
    services.push(...definitions.map((definition) => new ServiceProcess(definition)));
    for (const service of services) {
      progress(service.definition.name);
      await startService(service, services, env);
    }
    const failure = Promise.race(services.map((service) => explainedEnd(service)));
    return {
      reportUrl: at(ports.report),
      dataUrl: at(ports.data),
      databaseUrl: database.databaseUrl,
      secrets,
      bufdirUrl: bufdir.url,
      environment: env,
      pids: Object.fromEntries(services.map(({ definition, pid }) => [definition.name, pid ?? 0])),
      failure,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const at = (port: number): string => `http://127.0.0.1:${port}`;

/** The ports people expect, or free ones where another clone has those. */
async function choosePorts(env: NodeJS.ProcessEnv = process.env): Promise<ServicePorts> {
  return {
    report: await freePort(Number(env.MICRO_REPORT_PORT ?? 3000)),
    data: await freePort(Number(env.MICRO_DATA_PORT ?? 3001)),
    worker: await freePort(Number(env.WORKER_PORT ?? 3002)),
  };
}

/** In the order in which they need each other. */
function servicesOn(ports: ServicePorts): readonly ServiceDefinition[] {
  const service = (name: string, script: string, port: number): ServiceDefinition => ({
    name,
    script,
    readyUrl: `${at(port)}/health/ready`,
  });
  return [
    service('micro-data', 'apps/micro-data/dist/main.js', ports.data),
    service('micro-report', 'apps/micro-report/dist/main.js', ports.report),
    service('worker', 'apps/micro-report/dist/worker.js', ports.worker),
  ];
}

async function prepare(
  { databaseUrl }: LocalDatabase,
  secrets: Secrets,
  { env, progress }: { readonly env: NodeJS.ProcessEnv; readonly progress: Progress },
): Promise<void> {
  progress('migrations');
  await migrateDatabase({ databaseUrl, tenantSecret: secrets.TENANT_SECRET });
  progress('demo data');
  await seedLocalDatabase(databaseUrl, env);
}

async function startService(
  service: ServiceProcess,
  all: readonly ServiceProcess[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await service.start(env);
  const started = all.flatMap(({ definition, pid }) => (pid ? [{ name: definition.name, pid }] : []));
  await writeState({ ...(await readState()), pid: process.pid, services: started });
  const died = explainedEnd(service).then((reason) => {
    throw new Error(reason);
  });
  await Promise.race([service.ready(), died]);
}

async function explainedEnd(service: ServiceProcess): Promise<string> {
  const how = await service.ended();
  return `${how}. ${service.log} ends with:\n${await service.lastWords()}`;
}

/** Refuses a second start of this clone, and ends what a killed one left running. */
async function clearUp(): Promise<void> {
  const { pid, services = [] } = await readState();
  if (pid && pid !== process.pid && commandOf(pid)?.includes('run.mjs')) {
    throw new Error(`This clone runs already (process ${pid}). Stop that one first, or use another clone.`);
  }
  for (const service of services) {
    if (commandOf(service.pid)?.includes('/apps/micro-')) await endProcess(service.pid, 'SIGTERM', 10_000);
  }
}
