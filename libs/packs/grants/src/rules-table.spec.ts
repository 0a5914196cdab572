import { describeRules, numberedRules } from '@galley/platform/testing';

// As packs/grants.md numbers them.
describeRules('the rules of the grants pack', {
  pack: new URL('../', import.meta.url),
  folders: ['apps/micro-report/src/packs/grants/'],
  rules: numberedRules({ 'BU-V-': 14, 'BU-B-': 14, 'BU-C-': 11 }),
});
