// Each rule of the house is fed what it must refuse and what it must leave alone, through the real command and the real
// configuration: a rule that is silently off fails here.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { lintTree, plantTree } from '../testing/architecture/planted-tree.ts'
import house from './house.js'

const DOC = '/** One sentence that says what this is. */\n'
const verb = (body) => `${DOC}export async function openThing(ctx: Ctx): Promise<void> {\n${body}\n}\n`
const WRITE = 'await ctx.db.tx(async (tx) => { await tx.thing.create({}) })'
const READ = 'await ctx.db.read(async (tx) => tx.thing.findMany())'
const VERB = 'lib/modules/p/open-thing.ts'

// rule → snippets, each [path, code]; N in a path becomes a number, so that every snippet is a file of its own
const BAD = {
  'no-process-env': [
    ['lib/core/planted-N.ts', 'const a = process.env.PORT'],
    ['app/planted-N.ts', "const a = process['env'].PORT"],
    ['workers/planted-N.ts', 'const a = globalThis.process.env.PORT'],
    ['components/planted-N.tsx', 'const { env } = process'],
    ['lib/infra/db/planted-N.ts', 'const { ...all } = process'],
    ['lib/modules/p/planted-N.ts', "import { env } from 'node:process'"],
    ['lib/modules/p/planted-N.ts', "import p from 'node:process'"],
    ['lib/modules/p/planted-N.ts', "import * as p from 'process'"],
    ['lib/infra/configuration/planted-N.ts', 'const a = process.env.PORT'],
  ],
  'injected-clock': [
    ['lib/core/planted-N.ts', 'const a = Date.now()'],
    ['lib/core/planted-N.ts', 'const a = new Date()'],
    ['lib/infra/http/planted-N.ts', 'const a = Date()'],
    ['workers/planted-N.ts', 'const a = list.map(Date.now)'],
    ['lib/modules/p/planted-N.ts', 'const a = new globalThis.Date()'],
    ['app/planted-N/page.tsx', 'const a = <p>{Date.now()}</p>'],
    ['lib/modules/p/domain/planted-N.ts', 'const a = Math.random()'],
    ['lib/promql/planted-N.ts', 'const { a } = { a: globalThis.Math.random() }'],
  ],
  'documented-exports': [
    ['lib/core/planted-N.ts', 'export const a = 1'],
    ['lib/core/planted-N.ts', 'export function a(): number { return 1 }'],
    ['lib/core/planted-N.ts', 'export class A {}'],
    ['lib/core/planted-N.ts', 'export type A = 1'],
    ['lib/core/planted-N.ts', 'export interface A { readonly a: number }'],
    ['lib/core/planted-N.ts', '// A line comment is not a doc comment.\nexport const a = 1'],
    ['lib/core/planted-N.ts', '/* Nor is a plain block comment. */\nexport const a = 1'],
    ['lib/core/planted-N.ts', '/** no sentence */\nexport const a = 1'],
    ['lib/core/planted-N.ts', '/** Short. */\nexport const a = 1'],
    ['lib/core/planted-N.ts', '/** @returns A tag is no description. */\nexport const a = 1'],
    ['workers/planted-N.ts', 'const a = 1\nexport { a }'],
    ['components/planted-N.tsx', 'const A = () => null\nexport default A'],
    ['components/planted-N.tsx', 'export default function A() { return null }'],
    ['lib/core/planted-N.ts', `${DOC}export const a = 1\nexport const b = 2`],
  ],
  'audited-writes': [
    [VERB, verb(WRITE)],
    [VERB, verb(`authorize(ctx, 'thing:write')\n${WRITE}`)],
    [VERB, verb(`${WRITE}\nawait recordAudit(ctx, {})`)],
    [VERB, verb('await prisma.$transaction([])')],
    [VERB, verb('await db.transaction(async () => {})')],
    [VERB, verb('await withScope(ctx.scope, async (tx) => tx.thing.create({}))')],
    [VERB, verb('await database.asAuth(async (tx) => tx.session.create({}))')],
    [VERB, verb('await withScope(ctx.scope, async (tx) => tx.thing.findMany(), { readOnly: true })')],
    [VERB, verb(READ)],
    [VERB, verb('await db.read(async (tx) => tx.thing.findMany())')],
    [VERB, verb(`authorize(ctx, 'thing:write')\n${READ}\n${WRITE}`)],
    [VERB, verb(`authorize(ctx, 'thing:write')\nawait ctx.db.tx(async () => {}, { readOnly: false })`)],
    [VERB, `// house: acts before a scope is known: because\n${verb(WRITE)}`],
    [VERB, `// authorize( and recordAudit( in a comment do not count\n${verb(WRITE)}`],
  ],
  'no-raw-sql': [
    ['lib/modules/p/open-thing.ts', 'await tx.$queryRaw`select 1`'],
    ['lib/modules/p/open-thing.ts', 'await tx.$executeRaw`delete from thing`'],
    ['lib/infra/jobs/planted-N.ts', "await tx['$queryRaw']`select 1`"],
    ['app/planted-N/route.ts', 'const { $queryRaw } = tx'],
    ['lib/infra/jobs/repository.ts', 'await tx.$queryRaw`select 1`'],
    ['lib/modules/p/deep/repository.ts', 'await tx.$queryRaw`select 1`'],
    ['lib/infra/db/planted-N.ts', "await tx.$queryRawUnsafe('select 1')"],
    ['lib/modules/p/repository.ts', "await tx.$executeRawUnsafe('delete from thing')"],
    ['lib/modules/p/repository.ts', 'await tx.$queryRaw`select ${Prisma.raw(name)}`'],
    ['lib/modules/p/planted-N.test.ts', "await tx.$queryRawUnsafe('select 1')"],
    ['scripts/planted-N.mjs', "await tx.$queryRawUnsafe('select 1')"],
  ],
}

const GOOD = {
  'no-process-env': [
    ['lib/infra/config/planted-N.ts', 'const a = process.env.PORT'],
    ['scripts/planted-N.mjs', 'const a = process.env.PORT'],
    [
      'lib/core/planted-N.ts',
      "import { argv } from 'node:process'\nconst a = (env: { env: number }) => env.env + argv.length",
    ],
    ['lib/core/planted-N.ts', 'const a = process.pid'],
  ],
  'injected-clock': [
    ['lib/core/clock.ts', 'const a = new Date()'],
    ['components/planted-N.tsx', 'const a = Date.now()'],
    ['lib/core/planted-N.test.ts', 'const a = Date.now()'],
    ['lib/core/planted-N.ts', 'const a = new Date(0)\nconst b = clock.now()\nconst c = performance.now()'],
    ['lib/infra/http/planted-N.ts', 'const a = Math.random()'],
  ],
  'documented-exports': [
    ['lib/core/planted-N.ts', `${DOC}export const a = 1`],
    ['lib/core/planted-N.ts', `${DOC}const a = 1\nexport { a }`],
    ['lib/core/planted-N.ts', "export { a } from './a.ts'\nexport * from './b.ts'"],
    ['lib/core/planted-N.ts', `import { a } from './a.ts'\nexport { a }`],
    [
      'lib/core/planted-N.ts',
      '/**\n * Asks "now what?" and answers:\n * - nothing\n * @returns nothing\n */\nexport const a = 1',
    ],
    [
      'lib/core/planted-N.ts',
      `${DOC}export function a(b: string): string\nexport function a(b: number): number\nexport function a(b: unknown): unknown { return b }`,
    ],
    ['lib/core/planted-N.test.ts', 'export const a = 1'],
    ['app/planted-N/page.tsx', 'export default function Page() { return null }'],
    ['testing/planted-N.ts', 'export const a = 1'],
  ],
  'audited-writes': [
    [VERB, verb(`authorize(ctx, 'thing:write')\n${WRITE}\nawait recordAudit(ctx, {})`)],
    [VERB, verb(`authorize(ctx, 'thing:read')\n${READ}`)],
    [VERB, `// house: acts before a scope is known: the member is not signed in yet\n${verb(WRITE)}`],
    [
      VERB,
      verb("authorize(ctx, 'thing:read')\nawait withScope(ctx.scope, async () => {}, { readOnly: true })"),
    ],
    [VERB, verb('ctx.log.info({})\nawait stream.read()')],
    ['lib/modules/p/repository.ts', verb(WRITE)],
    ['lib/modules/p/thing-repository.ts', verb(WRITE)],
    ['lib/infra/db/planted-N.ts', verb(WRITE)],
    ['lib/modules/p/open-thing.test.ts', verb(WRITE)],
    ['lib/modules/p/domain/open-thing.ts', verb('store.transaction()')],
  ],
  'no-raw-sql': [
    ['lib/infra/db/planted-N.ts', 'await tx.$queryRaw`select 1`'],
    ['lib/modules/p/repository.ts', 'await tx.$queryRaw`select ${1}`'],
    ['lib/modules/p/thing-repository.ts', 'await tx.$executeRaw`select 1`'],
    ['lib/modules/p/planted-N.test.ts', 'await tx.$queryRaw`select 1`'],
    ['lib/modules/p/planted-N.ts', 'const a = String.raw`x`'],
  ],
}

let next = 0
/** Numbers the snippets; a module is numbered too, so that equal names do not meet. */
const place = (path) => {
  next += 1
  return path.replace('planted-N', `planted-${next}`).replace('lib/modules/p/', `lib/modules/p${next}/`)
}
const numbered = (cases) =>
  Object.entries(cases).flatMap(([rule, snippets]) =>
    snippets.map(([path, code]) => ({ rule: `house(${rule})`, path: place(path), code })),
  )
const bad = numbered(BAD)
const good = numbered(GOOD)

const tree = plantTree(Object.fromEntries([...bad, ...good].map(({ path, code }) => [path, `${code}\n`])))
after(() => tree.remove())
// one run for all snippets: most of a run is start-up
const { findings, files } = lintTree(tree, 'app', 'components', 'lib', 'workers', 'testing', 'scripts')
const codesAt = (path) => findings.filter((one) => one.filename === path).map((one) => one.code)

test('every snippet was linted', () => assert.equal(files, bad.length + good.length))
for (const { rule, path, code } of bad) {
  test(`${rule} refuses, in ${path}: ${JSON.stringify(code)}`, () =>
    assert.ok(codesAt(path).includes(rule), codesAt(path).join()))
}
for (const { rule, path, code } of good) {
  test(`${rule} leaves alone, in ${path}: ${JSON.stringify(code)}`, () =>
    assert.ok(!codesAt(path).includes(rule)))
}
test('there are at most eight rules, every one is tested and every file below rules/ is one', () => {
  const rules = Object.keys(house.rules).toSorted()
  assert.ok(rules.length <= 8)
  assert.deepEqual(Object.keys(BAD).toSorted(), rules)
  assert.deepEqual(Object.keys(GOOD).toSorted(), rules)
  const onDisk = readdirSync(join(import.meta.dirname, 'rules')).map((name) => name.replace(/\.js$/, ''))
  assert.deepEqual(onDisk.toSorted(), rules)
})
