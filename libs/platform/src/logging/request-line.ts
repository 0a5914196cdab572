/** What one answered request says in the log. */
export interface RequestLine {
  /** Ours, or checked on arrival: it holds nothing that JSON escapes. */
  readonly request_id: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly duration_ms: number;
  readonly organization: string | null;
  readonly actor_id: string | null;
}

/**
 * Writes the line of a request as pino would. It is the one line that is written thousands of times a second, and
 * through the general path it costs more than guard and validation together.
 */
export class RequestLineWriter {
  readonly #service: string;
  readonly #routes = new Map<string, string>();
  #now = 0;
  #time = '';

  constructor(service: string) {
    this.#service = JSON.stringify(service);
  }

  text({ request_id, method, route, status, duration_ms, organization, actor_id }: RequestLine): string {
    const caller =
      actor_id === null
        ? ''
        : `,"organization":${JSON.stringify(organization)},"actor_id":${JSON.stringify(actor_id)}`;
    return (
      `{"level":"info","time":"${this.#instant()}","service":${this.#service},"request_id":"${request_id}",` +
      `"method":"${method}","route":${this.#quotedRoute(route)},"status":${status},` +
      `"duration_ms":${duration_ms.toFixed(1)}${caller},"msg":"request"}\n`
    );
  }

  #instant(): string {
    const now = Date.now();
    if (now !== this.#now) {
      this.#now = now;
      this.#time = new Date(now).toISOString();
    }
    return this.#time;
  }

  /** Templates of routes: as many as the service has. */
  #quotedRoute(route: string): string {
    let quoted = this.#routes.get(route);
    if (quoted === undefined) this.#routes.set(route, (quoted = JSON.stringify(route)));
    return quoted;
  }
}
