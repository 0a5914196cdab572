import { sectionConfigFaults } from '@galley/pack-monitoring/donor-report';
import { Invalid } from '@galley/platform';
import type { SectionBody } from './report-bodies.js';

/** Throws `invalid` with every fault of the sections' configurations. */
export function requireSectionConfigs(sections: readonly SectionBody[]): void {
  const errors = sections.flatMap(({ kind, config = {} }, index) =>
    sectionConfigFaults(kind, config, `/sections/${index}/config`),
  );
  const [first] = errors;
  if (first) throw Invalid.error(`${first.pointer.slice(1)}: ${first.detail}.`, { errors });
}
