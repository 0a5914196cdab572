import { Injectable } from '@nestjs/common';
import type { Tx } from '@galley/platform';

/** Gives a new organization what a line of business has for it: templates, schedules. Runs in its transaction. */
export interface OrganizationSeeder {
  readonly name: string;
  seed(tx: Tx, organization: { readonly id: string; readonly code: string }): Promise<void>;
}

/** Packs register themselves in `onModuleInit`. Platform-wide templates need no copy: every organization sees them. */
@Injectable()
export class OrganizationSeeders {
  readonly #seeders = new Map<string, OrganizationSeeder>();

  register(seeder: OrganizationSeeder): void {
    this.#seeders.set(seeder.name, seeder);
  }

  async seed(tx: Tx, organization: { readonly id: string; readonly code: string }): Promise<void> {
    for (const seeder of this.#seeders.values()) await seeder.seed(tx, organization);
  }
}
