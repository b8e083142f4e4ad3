// One way down: app, workers → lib/modules → lib/infra → lib/core. A new folder has to be placed here to be importable.
// `import type` counts as an import everywhere. scripts/layers.mjs adds what a rule about single files cannot say:
// that every source file was seen, and that no two modules use each other.

/** The only technical adapters that pages and routes may touch; everything else they reach through a module. */
const APP_MAY_USE_INFRA = ['config', 'http', 'context', 'auth', 'live']

/** Where the database client, its driver and the generated types may be imported. */
const PRISMA_HOMES = ['lib/infra/(db|cluster)', 'scripts', 'testing']

// tests, and the suites that several of them share
const TEST = '\\.test\\.(ts|tsx|mjs)$|^lib/.+/testing/'
const OURS = '^(app|components|lib|workers|testing|scripts|e2e|bench)/|^(proxy|instrumentation)\\.ts$'
const WEB = '^(app/|proxy\\.ts$)'
const PROCESS = '^(workers/|instrumentation\\.ts$)'
const PRISMA = '^generated/prisma/|(^|/)node_modules/(@prisma/|pg/|@types/pg/|pg-[^/]+/)'
const REPOSITORY = '^lib/modules/[^/]+/(repository|[a-z0-9-]+-repository)\\.ts$'
const PRODUCT = '^(app|components|lib|workers)/|^(proxy|instrumentation)\\.ts$'

const rule = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    rule('no-cycle', {}, { circular: true }, 'files that need each other are one file, or need a third'),

    // layers
    rule(
      'core-imports-nothing-of-ours',
      { path: '^lib/core/', pathNot: TEST },
      { path: OURS, pathNot: '^lib/core/' },
    ),
    rule(
      'promql-imports-nothing-of-ours',
      { path: '^lib/promql/', pathNot: TEST },
      { path: OURS, pathNot: '^lib/promql/' },
    ),
    rule(
      'infra-imports-only-core',
      { path: '^lib/infra/', pathNot: TEST },
      { path: OURS, pathNot: '^lib/(core|infra)/' },
    ),
    rule(
      'modules-do-not-look-up',
      { path: '^lib/modules/', pathNot: TEST },
      { path: OURS, pathNot: '^lib/' },
    ),
    rule(
      'module-only-through-its-front',
      { path: '^lib/modules/([^/]+)/' },
      // $1 is the group of `from`: the module itself
      { path: '^lib/modules/', pathNot: ['^lib/modules/$1/', '^lib/modules/[^/]+/(index\\.ts$|domain/)'] },
      'another module is used through its index.ts or its domain/',
    ),
    rule(
      'domain-is-pure',
      { path: '^lib/modules/[^/]+/domain/', pathNot: TEST },
      { pathNot: ['^lib/core/', '^lib/modules/[^/]+/domain/'] },
      'neither I/O (node:*), nor a package, nor anything of ours but what is pure itself',
    ),
    rule(
      'components-show-only',
      { path: '^components/', pathNot: TEST },
      {
        path: OURS,
        pathNot: ['^components/', '^lib/core/', '^lib/modules/[^/]+/(domain/|schemas(\\.ts$|/))'],
      },
      'a component gets its data as props or by HTTP',
    ),
    rule(
      'components-run-in-the-browser',
      { path: '^components/', pathNot: TEST },
      { dependencyTypes: ['core'] },
      'node:* does not exist there',
    ),
    rule(
      'web-uses-modules-by-their-front',
      { path: WEB, pathNot: TEST },
      {
        path: OURS,
        pathNot: [
          WEB,
          '^components/',
          '^lib/core/',
          '^lib/modules/[^/]+/(index\\.ts$|schemas(\\.ts$|/)|domain/)',
          `^lib/infra/(${APP_MAY_USE_INFRA.join('|')})(/|\\.ts$)`,
        ],
      },
    ),
    rule(
      'processes-use-modules-by-their-front',
      { path: PROCESS, pathNot: TEST },
      {
        path: OURS,
        pathNot: [PROCESS, '^lib/(core|infra)/', '^lib/modules/[^/]+/(index\\.ts$|jobs\\.ts$|domain/)'],
      },
    ),

    // the database
    rule(
      'prisma-only-in-its-homes',
      { path: '.', pathNot: [...PRISMA_HOMES.map((home) => `^${home}/`), REPOSITORY, '^generated/', TEST] },
      { path: PRISMA },
      'clients are made in lib/infra/db, and only repositories know the tables',
    ),
    rule(
      'repositories-take-types-only',
      { path: REPOSITORY },
      { path: PRISMA, dependencyTypesNot: ['type-only'] },
      'a repository works on the transaction that it is handed',
    ),
    rule(
      'repositories-take-the-generated-types-only',
      { path: REPOSITORY },
      { path: PRISMA, pathNot: '^generated/prisma/' },
    ),

    // tests and tools stay outside
    rule('tests-stay-outside', { pathNot: [TEST, '^(testing|e2e|bench)/'] }, { path: TEST }),
    rule(
      'product-does-not-need-tests-or-tools',
      { path: PRODUCT, pathNot: TEST },
      { path: '^(testing|e2e|bench|scripts|lint)/' },
    ),

    // packages
    rule('not-resolvable', {}, { couldNotResolve: true }),
    rule('not-in-package-json', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    rule(
      'no-development-package-at-run-time',
      { path: PRODUCT, pathNot: TEST },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    // Load generators as they are shared: plain scripts, not part of the product.
    exclude: { path: '^bench/tools/' },
    doNotFollow: { path: ['node_modules', '^generated/'] },
    tsPreCompilationDeps: true, // sees type-only imports too
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
