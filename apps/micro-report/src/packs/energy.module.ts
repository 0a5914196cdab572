import { Module, type OnModuleInit } from '@nestjs/common';
import { seedOrganizationTemplates } from '@galley/pack-energy/report';
import { AdministrationModule } from '../administration/administration.module.js';
import { OrganizationSeeders } from '../administration/organizations/organization-seeders.js';

/** What the energy pack brings to micro-report: the templates that a new organization is born with. */
@Module({ imports: [AdministrationModule] })
export class EnergyModule implements OnModuleInit {
  constructor(private readonly seeders: OrganizationSeeders) {}

  onModuleInit(): void {
    this.seeders.register({
      name: 'energy',
      seed: async (tx, { id }) => {
        const query = async (text: string, values: unknown[] = []) => ({
          rows: await tx.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values),
        });
        await seedOrganizationTemplates({ query }, id);
      },
    });
  }
}
