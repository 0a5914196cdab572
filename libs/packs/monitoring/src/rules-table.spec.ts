import { describeRules, numberedRules } from '@galley/platform/testing';

// As packs/monitoring.md numbers them.
describeRules('the rules of the monitoring pack', {
  pack: new URL('../', import.meta.url),
  folders: ['apps/micro-data/src/packs/monitoring/', 'apps/micro-report/src/packs/monitoring/'],
  rules: numberedRules({ 'ME-': 17, 'ME-C': 15, 'ME-F': 9 }),
});
