import type { GalleyClient } from '../stack/galley-client.js';

export interface DonorReport {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly status: string;
}

/** Reports to donors of the caller's organization. */
export class DonorReports {
  constructor(
    private readonly client: GalleyClient,
    private readonly reportUrl: string,
  ) {}

  async all(): Promise<readonly DonorReport[]> {
    const { items } = await this.client.request<{ items: DonorReport[] }>('GET', `${this.#url}?sort=title`);
    return items;
  }

  /** The latest publication as a file; of a draft what the records say now. */
  file({ id }: DonorReport, format: string): Promise<Buffer> {
    return this.client.bytes('GET', `${this.#url}/${id}/render?format=${format}`);
  }

  get #url(): string {
    return `${this.reportUrl}/api/monitoring/reports`;
  }
}
