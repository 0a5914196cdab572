import type { RecordEntity } from '@galley/dataset';
import { adjustments } from './adjustments.js';
import { contracts } from './contracts.js';
import { defaultEvents } from './default-events.js';
import { events } from './events.js';
import { expenses } from './expenses.js';
import { invoices } from './invoices.js';
import { ldCalculations } from './ld-calculations.js';
import { meterDays } from './meter-days.js';
import { meterReadings } from './meter-readings.js';
import { meters } from './meters.js';
import { obligations } from './obligations.js';
import { projects } from './projects.js';
import { referencePrices } from './reference-prices.js';
import { tariffs } from './tariffs.js';

/** What an organization keeps about its plants, each after those that it refers to. */
export const energyRecords: readonly RecordEntity[] = [
  projects,
  contracts,
  tariffs,
  meters,
  meterReadings,
  meterDays,
  referencePrices,
  obligations,
  events,
  defaultEvents,
  invoices,
  ldCalculations,
  expenses,
  adjustments,
];
