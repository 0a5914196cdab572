import type { RecordEntity } from '@galley/dataset';
import { activities } from './activities.js';
import { contactCategories } from './contact-categories.js';
import { contacts } from './contacts.js';
import { events } from './events.js';
import { labels } from './labels.js';
import { organizationUnits } from './organization-units.js';
import { peerMentors } from './peer-mentors.js';
import { periods } from './periods.js';

export { periodsBetween, PERIOD_KINDS, type PeriodKind } from './periods-between.js';

/** What an organization keeps of its peer work, each after those that it refers to. */
export const grantsRecords: readonly RecordEntity[] = [
  organizationUnits,
  contactCategories,
  contacts,
  peerMentors,
  activities,
  events,
  labels,
  periods,
];
