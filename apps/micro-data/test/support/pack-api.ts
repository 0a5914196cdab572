import { DataService, type HttpAnswer, type TokenWishes } from './data-service.js';

export interface PackBody {
  readonly id: string;
  readonly version: number;
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly {
    readonly pointer?: string;
    readonly line?: number;
    readonly column?: number | null;
    readonly detail: string;
  }[];
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly total: number;
  readonly [field: string]: unknown;
}

export interface CallOptions extends TokenWishes {
  readonly headers?: Readonly<Record<string, string>>;
}

export type Answered = HttpAnswer<PackBody>;

/** `/api/<area>` of a pack as somebody calls it: an administrator of `demo`, which lives in Oslo, unless said. */
export class PackApi {
  private constructor(
    readonly area: string,
    readonly service: DataService,
  ) {}

  static async start(area: string): Promise<PackApi> {
    const service = await DataService.start();
    await service.organization('demo', [], 'Europe/Oslo');
    await service.organization('rival', [], 'Europe/Oslo');
    return new PackApi(area, service);
  }

  call(
    method: string,
    path: string,
    body?: unknown,
    { headers, ...token }: CallOptions = {},
  ): Promise<Answered> {
    return this.service.json<PackBody>(method, `/api/${this.area}/${path}`, {
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
      token,
    });
  }

  /** Creates a record and answers it; throws when it is refused. */
  async make(name: string, body: object, options: CallOptions = {}): Promise<PackBody> {
    const answer = await this.call('POST', name, body, options);
    if (answer.status !== 201) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async importFile(
    entity: string,
    body: string | Uint8Array,
    { query = '', type = 'text/csv', ...token }: ImportOptions = {},
  ): Promise<Answered> {
    const response = await fetch(`${this.service.url}/api/imports/${this.area}.${entity}${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await this.service.token(token)}`, 'content-type': type },
      body: body as unknown as string,
    });
    return {
      status: response.status,
      body: (await response.json()) as PackBody,
      headers: response.headers,
    };
  }

  stop(): Promise<void> {
    return this.service.stop();
  }
}

export interface ImportOptions extends TokenWishes {
  readonly query?: string;
  readonly type?: string;
}

export function faultsOf({ body }: Answered): readonly (readonly [string | undefined, string])[] {
  return (body.errors ?? []).map(({ pointer, detail }) => [pointer, detail] as const);
}
