// The layer check is fed every kind of import that it must refuse, in a tree of its own, and what looks similar and is
// fine; the two lists together have to be exactly what it reports.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { plantTree, type Outcome, type PlantedTree } from './planted-tree.ts'
import { REPOSITORY } from './repository-files.ts'

const LAYERS = ['lib', 'app', 'components', 'workers', 'testing', 'scripts']
const layers = join(REPOSITORY, 'scripts/layers.mjs')
const check = (tree: PlantedTree, ...folders: readonly string[]): Outcome =>
  tree.run('node', layers, ...folders)

/** A file that imports the given ones and offers something to import. */
const imports = (...specifiers: readonly string[]): string =>
  `${specifiers.map((specifier) => `import '${specifier}'`).join('\n')}\nexport const a = 1\n`

// what may be imported in the cases below
const FLOOR: Readonly<Record<string, string>> = {
  'generated/prisma/client.ts': 'export type Row = { id: string }\nexport const sql = 1\n',
  'lib/core/ids.ts': imports(),
  'lib/promql/parse.ts': imports('@prometheus-io/lezer-promql'),
  'lib/infra/db/index.ts': imports('#prisma', 'pg', '@prisma/adapter-pg'),
  'lib/infra/http/define-route.ts': imports('#lib/core/ids.ts', '#lib/infra/db/index.ts'),
  'lib/infra/mail/send.ts': imports('nodemailer'),
  'lib/infra/mail/testing/outbox-contract.ts': imports('node:test', '#testing/factory.ts', 'fast-check'),
  'lib/infra/mail/send.test.ts': imports('./testing/outbox-contract.ts'),
  'lib/modules/shelves/index.ts': imports('./open-shelf.ts', './jobs.ts'),
  'lib/modules/shelves/open-shelf.ts': imports(
    './repository.ts',
    '#lib/infra/db/index.ts',
    '#lib/promql/parse.ts',
  ),
  'lib/modules/shelves/repository.ts': "import type { Row } from '#prisma'\nexport type A = Row\n",
  'lib/modules/shelves/lost-books-repository.ts': "import { type Row } from '#prisma'\nexport type A = Row\n",
  'lib/modules/shelves/schemas.ts': imports('zod'),
  'lib/modules/shelves/schemas/rows.ts': imports('zod'),
  'lib/modules/shelves/jobs.ts': imports('./schemas.ts'),
  'lib/modules/shelves/domain/shelf.ts': imports('#lib/core/ids.ts'),
  'lib/modules/books/index.ts': imports('#lib/modules/shelves/index.ts'),
  'lib/modules/books/domain/book.ts': imports('../../shelves/domain/shelf.ts'),
  'lib/modules/books/domain/book.test.ts': imports(
    'node:test',
    'fast-check',
    './book.ts',
    '#testing/factory.ts',
  ),
  'components/ui/button.tsx': imports('react', '#lib/core/ids.ts', '#lib/modules/shelves/schemas.ts'),
  'components/shelf/shelf.tsx': imports('../ui/button.tsx', '#lib/modules/shelves/domain/shelf.ts'),
  'app/page.tsx': imports('#components/shelf/shelf.tsx', '#lib/modules/shelves/index.ts'),
  'app/api/route.ts': imports('#lib/infra/http/define-route.ts', '#lib/modules/shelves/schemas/rows.ts'),
  'workers/jobs.ts': imports(
    '#lib/infra/mail/send.ts',
    '#lib/modules/shelves/jobs.ts',
    '#lib/modules/books/index.ts',
  ),
  'testing/factory.ts': imports('#lib/infra/db/index.ts', 'pg', '#lib/modules/shelves/open-shelf.ts'),
  'scripts/tool.ts': imports('#lib/infra/db/index.ts', '#prisma', '#lib/modules/shelves/open-shelf.ts'),
}

// rule → planted files; the first one is the offender
const REFUSED: readonly (readonly [rule: string, files: Readonly<Record<string, string>>])[] = [
  [
    'no-cycle',
    {
      'lib/core/p01-a.ts': "import { b } from './p01-b.ts'\nexport const a = (): number => b()\n",
      'lib/core/p01-b.ts': "import { a } from './p01-a.ts'\nexport const b = (): number => a()\n",
    },
  ],
  [
    'no-cycle',
    {
      'lib/core/p02-a.ts': "import type { B } from './p02-b.ts'\nexport type A = B[]\n",
      'lib/core/p02-b.ts': "import type { A } from './p02-a.ts'\nexport type B = A | 1\n",
    },
  ],
  ['core-imports-nothing-of-ours', { 'lib/core/p03.ts': imports('../infra/mail/send.ts') }],
  ['core-imports-nothing-of-ours', { 'lib/core/p04.ts': imports('#lib/modules/shelves/domain/shelf.ts') }],
  [
    'core-imports-nothing-of-ours',
    { 'lib/core/p05.ts': "export const a = import('#components/ui/button.tsx')\n" },
  ],
  ['promql-imports-nothing-of-ours', { 'lib/promql/p06.ts': imports('#lib/core/ids.ts') }],
  [
    'infra-imports-only-core',
    { 'lib/infra/p07.ts': "export const a = import('#lib/modules/shelves/index.ts')\n" },
  ],
  ['infra-imports-only-core', { 'lib/infra/p08.ts': imports('#lib/promql/parse.ts') }],
  [
    'modules-do-not-look-up',
    { 'lib/modules/shelves/p09.ts': "export type { a } from '../../../app/page.tsx'\n" },
  ],
  ['modules-do-not-look-up', { 'lib/modules/shelves/p10.ts': imports('#components/ui/button.tsx') }],
  ['module-only-through-its-front', { 'lib/modules/books/p11.ts': imports('../shelves/open-shelf.ts') }],
  ['module-only-through-its-front', { 'lib/modules/books/p12.test.ts': imports('../shelves/repository.ts') }],
  ['domain-is-pure', { 'lib/modules/books/domain/p13.ts': imports('node:fs') }],
  ['domain-is-pure', { 'lib/modules/books/domain/p14.ts': imports('zod') }],
  ['domain-is-pure', { 'lib/modules/books/domain/p15.ts': imports('../index.ts') }],
  ['domain-is-pure', { 'lib/modules/books/domain/p16.ts': imports('#lib/infra/mail/send.ts') }],
  ['components-show-only', { 'components/p17.tsx': imports('#lib/modules/shelves/index.ts') }],
  ['components-show-only', { 'components/p18.tsx': imports('#lib/infra/http/define-route.ts') }],
  ['components-show-only', { 'components/p19.tsx': imports('#app/page.tsx') }],
  ['components-run-in-the-browser', { 'components/p20.tsx': imports('node:crypto') }],
  ['web-uses-modules-by-their-front', { 'app/p21.tsx': imports('#lib/modules/shelves/open-shelf.ts') }],
  ['web-uses-modules-by-their-front', { 'app/p22.tsx': imports('#lib/infra/db/index.ts') }],
  ['web-uses-modules-by-their-front', { 'app/p23.tsx': imports('#workers/jobs.ts') }],
  [
    'processes-use-modules-by-their-front',
    { 'workers/p24.ts': imports('#lib/modules/shelves/repository.ts') },
  ],
  ['processes-use-modules-by-their-front', { 'workers/p25.ts': imports('#app/page.tsx') }],
  ['prisma-only-in-its-homes', { 'app/p26.ts': "import type { Row } from '#prisma'\nexport type A = Row\n" }],
  ['prisma-only-in-its-homes', { 'lib/modules/shelves/p27.ts': imports('@prisma/client') }],
  ['prisma-only-in-its-homes', { 'lib/infra/jobs/p28.ts': imports('pg') }],
  [
    'repositories-take-types-only',
    { 'lib/modules/shelves/p29-repository.ts': "export { sql } from '#prisma'\n" },
  ],
  [
    'repositories-take-the-generated-types-only',
    { 'lib/modules/shelves/p30-repository.ts': "import type { Pool } from 'pg'\nexport type A = Pool\n" },
  ],
  ['tests-stay-outside', { 'lib/core/p31.ts': imports('../modules/books/domain/book.test.ts') }],
  ['product-does-not-need-tests-or-tools', { 'lib/infra/p32.ts': imports('#testing/factory.ts') }],
  ['product-does-not-need-tests-or-tools', { 'workers/p33.ts': imports('#scripts/tool.ts') }],
  ['tests-stay-outside', { 'lib/core/p38.ts': imports('../infra/mail/testing/outbox-contract.ts') }],
  ['not-resolvable', { 'lib/core/p34.ts': imports('./nowhere.ts') }],
  ['not-in-package-json', { 'lib/infra/p35.ts': imports('safe-regex') }],
  ['no-development-package-at-run-time', { 'lib/infra/p36.ts': imports('fast-check') }],
  [
    'modules-not-mutual',
    {
      'lib/modules/p37-a/domain/one.ts': imports('../../p37-b/domain/one.ts'),
      'lib/modules/p37-b/domain/two.ts': imports('../../p37-c/domain/one.ts'),
      'lib/modules/p37-c/domain/two.ts': imports('../../p37-a/domain/two.ts'),
      'lib/modules/p37-a/domain/two.ts': imports(),
      'lib/modules/p37-b/domain/one.ts': imports(),
      'lib/modules/p37-c/domain/one.ts': imports(),
    },
  ],
]

const planted = plantTree({
  ...FLOOR,
  ...Object.fromEntries(REFUSED.flatMap(([, files]) => Object.entries(files))),
})
const clean = plantTree(FLOOR)
after(() => {
  planted.remove()
  clean.remove()
})
const refused = check(planted, ...LAYERS)
const lines = refused.stderr.split('\n').filter((line) => line !== '')

for (const [rule, files] of REFUSED) {
  const [offender = ''] = Object.keys(files)
  test(`${rule} refuses ${offender}: ${files[offender]?.split('\n')[0]}`, () => {
    const name = rule === 'modules-not-mutual' ? 'p37-a' : offender
    assert.ok(
      lines.some((line) => line.startsWith(`${rule}: ${name} `)),
      refused.stderr,
    )
  })
}

test('violations make the check fail', () => {
  assert.equal(refused.status, 1)
})

test('nothing but the planted files is reported', () => {
  assert.deepEqual(
    lines.filter((line) => !/^\S+: \S*\bp\d\d/.test(line)),
    [],
  )
})

test('a clean tree passes, and every file was seen', () => {
  const { status, stdout, stderr } = check(clean, ...LAYERS)
  assert.equal(status, 0, stderr)
  const count = Object.keys(FLOOR).filter((file) => !file.startsWith('generated/')).length
  assert.match(
    stdout,
    new RegExp(`^${count} of ${count} source files, \\d+ dependencies, 0 violations$`, 'm'),
  )
})

test('a check that sees fewer files than there are fails instead of passing', () => {
  const blind = plantTree(FLOOR)
  try {
    blind.write(
      '.dependency-cruiser.mjs',
      "export default { forbidden: [], options: { exclude: { path: '^lib/modules/' }, tsConfig: { fileName: 'tsconfig.json' } } }\n",
    )
    const { status, stderr } = check(blind, ...LAYERS)
    assert.equal(status, 2)
    assert.match(stderr, /not every source file was seen: .*lib\/modules\/books\/index\.ts/)
  } finally {
    blind.remove()
  }
})

test('a folder without sources fails instead of passing', () => {
  clean.write('bench/notes.txt', 'no source\n')
  assert.equal(check(clean, 'bench').status, 2)
})

test('a folder that does not exist fails instead of passing', () => {
  const { status, stderr } = check(clean, 'lib', 'nowhere')
  assert.notEqual(status, 0)
  assert.match(stderr, /nowhere/)
})
