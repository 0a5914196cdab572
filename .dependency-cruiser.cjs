// The law of ARCHITECTURE.md: data flow one way, and so do imports.
//   apps → packs → stations → dataset/template → nothing
// tools/src/testing/import-rules.int-spec.ts plants violations and proves that each rule bites.
const SPEC = '\\.(spec|int-spec|e2e-spec)\\.ts$|/test(ing)?/';
const PURE = '^libs/(dataset|template|layout|render|schedule)/';

/** Imports from `from` to `to` are refused, except where a test does it. */
const refuse = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: SPEC, ...from },
  to,
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: '/generated/' } },
    },
    refuse(
      'apps-stand-alone',
      'The services meet only over HTTP.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    refuse(
      'libs-know-no-apps',
      'A library serves every application.',
      { path: '^libs/' },
      { path: '^(apps|tools|bench)/' },
    ),
    refuse(
      'apps-know-no-tools',
      'What a developer runs is not shipped.',
      { path: '^apps/' },
      { path: '^(tools|bench)/' },
    ),
    refuse(
      'stations-know-no-packs',
      'A station serves every line of business.',
      { path: '^libs/(?!packs/)' },
      { path: '^libs/packs/' },
    ),
    refuse(
      'packs-stand-alone',
      'One line of business never needs another.',
      { path: '^libs/packs/([^/]+)/' },
      { path: '^libs/packs/', pathNot: '^libs/packs/$1/' },
    ),
    refuse(
      'dataset-needs-nothing',
      'The contract between the services rests on nothing of ours.',
      { path: '^libs/dataset/' },
      { path: '^(libs|apps)/', pathNot: '^libs/dataset/' },
    ),
    refuse(
      'template-needs-nothing',
      'What a template says does not depend on who reads it.',
      { path: '^libs/template/' },
      { path: '^(libs|apps)/', pathNot: '^libs/(template|dataset)/' },
    ),
    refuse(
      'layout-before-render',
      'Layout says where things stand; rendering comes later.',
      { path: '^libs/layout/' },
      { path: '^libs/(render|storage|platform)/' },
    ),
    refuse(
      'render-knows-no-archive',
      'A format writes bytes; where they are kept is not its matter.',
      { path: '^libs/render/' },
      { path: '^libs/(storage|platform)/' },
    ),
    refuse(
      'schedule-needs-nothing',
      'Arithmetic of time rests on nothing of ours.',
      { path: '^libs/schedule/' },
      { path: '^(libs|apps)/', pathNot: '^libs/schedule/' },
    ),
    refuse(
      'micro-data-renders-nothing',
      'micro-data answers datasets only.',
      { path: '^apps/micro-data/' },
      { path: '^libs/(layout|render|storage|delivery|schedule)/' },
    ),
    refuse(
      'pure-stays-pure',
      'These libraries know neither framework, database nor network.',
      { path: PURE },
      {
        path: '^(node:)?(http|https|http2|net|tls|dgram)$|^node_modules/(@nestjs|@prisma|prisma|pg|bullmq|ioredis|fastify|undici)(/|$)',
      },
    ),
    refuse(
      'no-deep-imports',
      'A library is entered through its index, what demos are made with through theirs.',
      { path: '^(libs/packs/[^/]+|[^/]+/[^/]+)/' },
      { path: '^libs/(?!packs/)[^/]+/src/', pathNot: '^$1/|^libs/[^/]+/src/(?:demo/)?index\\.ts$' },
    ),
    refuse(
      'no-deep-imports-of-packs',
      'A pack is entered through one of its faces, in production not through that for tests.',
      { path: '^(libs/packs/[^/]+|[^/]+/[^/]+)/' },
      {
        path: '^libs/packs/[^/]+/src/',
        pathNot: '^$1/|^libs/packs/[^/]+/src/(?!testing/)[^/]+/index\\.ts$',
      },
    ),
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@galley/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
