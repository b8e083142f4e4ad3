// Checks that could pass without having looked are shown something that they must find.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { plantTree, type PlantedTree } from './planted-tree.ts'
import { readText } from './repository-files.ts'

const trees: PlantedTree[] = []
const plant = (files: Readonly<Record<string, string>>): PlantedTree => {
  const tree = plantTree(files)
  trees.push(tree)
  return tree
}
after(() => {
  for (const tree of trees) tree.remove()
})

// what the entry patterns of knip.json ask for, so that no pattern is empty
const ENTRIES = {
  'app/page.tsx':
    "import { used } from '#lib/core/used.ts'\nexport default function Page() {\n  return used\n}\n",
  'lib/core/used.ts': 'export const used = 1\n',
}

test('dead code: an unused file, an unused export and an unused package are found', () => {
  const { stdout, status } = plant({
    ...ENTRIES,
    'lib/core/lonely.ts': 'export const lonely = 1\n',
    'lib/core/used.ts': 'export const used = 1\nexport const spare = 2\nexport type Spare = 3\n',
  }).run('knip', '--treat-config-hints-as-errors')
  assert.notEqual(status, 0)
  assert.match(stdout, /^Unused files[^]*lib\/core\/lonely\.ts/m)
  assert.match(stdout, /^Unused exports[^]*\bspare\b.*lib\/core\/used\.ts/m)
  assert.match(stdout, /^Unused exported types[^]*\bSpare\b.*lib\/core\/used\.ts/m)
  assert.match(stdout, /^Unused dependencies[^]*\bbullmq\b/m)
})

test('dead code: a configuration that names nothing is an error', () => {
  const tree = plant({
    ...ENTRIES,
    'package.json': JSON.stringify({ name: 'a', type: 'module', imports: { '#lib/*': './lib/*' } }),
    'knip.json': JSON.stringify({
      entry: ['nowhere/*.ts', 'app/page.tsx'],
      project: ['{app,lib}/**/*.{ts,tsx}'],
    }),
  })
  const { stdout, stderr, status } = tree.run('knip', '--treat-config-hints-as-errors')
  assert.equal(status, 1)
  assert.match(stdout + stderr, /nowhere\/\*\.ts/)
})

const block = Array.from(
  { length: 40 },
  (_, i) => `  total += weigh(input.part${i}, ${i * 7}) * factor(${i})`,
).join('\n')

test('copies: a function that stands twice fails, and so does a run that saw no file', () => {
  const tree = plant({
    'lib/core/a.ts': `export function a(input) {\n  let total = 0\n${block}\n  return total\n}\n`,
    'lib/core/b.ts': `export function b(input) {\n  let total = 0\n${block}\n  return total\n}\n`,
    'workers/readme.txt': 'no source\n',
  })
  const copies = tree.run('jscpd', '--fail-on-empty', 'lib')
  assert.notEqual(copies.status, 0)
  assert.match(copies.stdout, /Clone found/)
  assert.notEqual(tree.run('jscpd', '--fail-on-empty', 'workers').status, 0)
})

test('copies: the limit is below two percent', () => {
  const { threshold } = z.object({ threshold: z.number() }).parse(JSON.parse(readText('.jscpd.json')))
  assert.ok(threshold < 2)
})

test('format: semicolons, double quotes and long lines are found, and good code passes', () => {
  const good = "import { a } from './a.ts'\n\nexport const b = [a, 'b']\n"
  for (const bad of [
    good.replace('\n', ';\n'),
    good.replaceAll("'", '"'),
    `${good}export const c = [\n  1,\n  2,\n]\n`,
  ]) {
    const { status, stdout } = plant({ 'lib/core/b.ts': bad }).run('oxfmt', '--check', 'lib')
    assert.equal(status, 1, bad)
    assert.match(stdout, /lib\/core\/b\.ts/)
  }
  assert.equal(plant({ 'lib/core/b.ts': good }).run('oxfmt', '--check', 'lib').status, 0)
})

test('types: the compiler is as strict as it can be', () => {
  const refused: Readonly<Record<string, string>> = {
    'lib/core/index-access.ts': 'export const a = (list: number[]): number => list[0]\n',
    'lib/core/optional.ts': 'export const a: { b?: string } = { b: undefined }\n',
    'lib/core/return.ts':
      "export function a(x: 'p' | 'q'): number | undefined {\n  if (x === 'p') return 1\n}\n",
    'lib/core/override.ts': 'class A {\n  go(): void {}\n}\nexport class B extends A {\n  go(): void {}\n}\n',
    'lib/core/unused.ts': 'export function a(b: number): void {}\n',
    'lib/core/enum.ts': 'export enum A {\n  b,\n}\n',
    'lib/core/signature.ts': 'export const a = (b: Record<string, number>): number | undefined => b.c\n',
    'lib/core/type-import.ts': "import { ParsedPath } from 'node:path'\nexport type A = ParsedPath\n",
  }
  const { stdout, status } = plant(refused).run('tsc', '-p', '.')
  assert.notEqual(status, 0)
  const reported = new Set([...stdout.matchAll(/^(lib\/core\/[\w-]+\.ts)\(/gm)].map(([, file = '']) => file))
  assert.deepEqual([...reported].toSorted(), Object.keys(refused).toSorted())
})
