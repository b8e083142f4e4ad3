// The configured rules are fed what they must refuse, through the real command: a rule that is silently off, or an
// override that reaches further than it says, fails here. The rules of our own are tested in lint/house.test.mjs.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { lintTree, plantTree } from './planted-tree.ts'

type Snippet = readonly [path: string, code: string]

const MANY_LINES = Array.from({ length: 301 }, (_, i) => `const v${i} = ${i}`).join('\n')
const longFunction = (lines: number): string =>
  `function long(): number {\n${'  step()\n'.repeat(lines - 3)}  return 1\n}`
const MANY_BRANCHES = `const a = (n: number): number => { ${Array.from({ length: 12 }, (_, i) => `if (n === ${i}) return ${i + 5};`).join(' ')} return 0 }`
const DEEP =
  'function a(n: number): void { if (n > 1) { if (n > 2) { if (n > 3) { if (n > 4) { step() } } } } }'

const REFUSED: Readonly<Record<string, readonly Snippet[]>> = {
  'typescript(no-explicit-any)': [['lib/core/N.ts', 'const a = (x: any): unknown => x']],
  'typescript(no-non-null-assertion)': [
    ['lib/core/N.ts', 'const a = (x?: string): string => x!'],
    ['lib/core/N.test.ts', 'const a = (x?: string): string => x!'],
  ],
  'typescript(consistent-type-assertions)': [
    ['lib/core/N.ts', 'const a = (x: unknown): string => x as string'],
    ['lib/core/N.ts', 'const a = (x: unknown): string => <string>x'],
    ['lib/core/N.ts', 'const a = (x: 1): string => x as unknown as string'],
    ['lib/core/N.test.ts', 'const a = { y: 1 } as { y: number }'],
    ['testing/N.ts', 'const a = (x: unknown): string => x as string'],
  ],
  'typescript(no-unsafe-assignment)': [['lib/core/N.ts', "const a: string = JSON.parse('1').b"]],
  'typescript(no-unsafe-return)': [['lib/core/N.ts', "const a = (): string => JSON.parse('1')"]],
  'typescript(strict-boolean-expressions)': [
    ['lib/core/N.ts', 'const a = (x: string): number => (x ? 1 : 0)'],
    ['lib/core/N.ts', 'const a = (x: number | undefined): number => (x ? 1 : 0)'],
  ],
  'typescript(no-unnecessary-condition)': [['lib/core/N.ts', 'const a = (x: { y: string }): string => x?.y']],
  'typescript(switch-exhaustiveness-check)': [
    ['lib/core/N.ts', "function a(x: 'p' | 'q'): void { switch (x) { case 'p': break } }"],
  ],
  'typescript(ban-ts-comment)': [['lib/core/N.ts', '// @ts-ignore\nconst a: string = 1']],
  'typescript(no-deprecated)': [['lib/core/N.ts', '/** @deprecated */\nconst old = 1\nconst a = old + 1']],
  'typescript(consistent-type-imports)': [
    ['lib/core/N.ts', "import { Stats } from 'node:fs'\nconst a = (s: Stats): number => s.size"],
  ],
  'typescript(explicit-module-boundary-types)': [['lib/core/N.ts', 'export const a = () => 1']],
  'typescript(no-floating-promises)': [
    ['lib/core/N.ts', 'function a(x: () => Promise<void>): void { x() }'],
    ['lib/core/N.ts', 'function a(x: () => Promise<void>): void { void x() }'],
  ],
  'typescript(no-misused-promises)': [
    ['lib/core/N.ts', 'const a = (x: number[]): void => { x.forEach(async (n) => { await step(n) }) }'],
  ],
  'typescript(return-await)': [
    ['lib/core/N.ts', 'async function a(x: () => Promise<void>): Promise<void> { await x(); return x() }'],
  ],
  'typescript(only-throw-error)': [['lib/core/N.ts', "const a = (): never => { throw 'text' }"]],
  'eslint(max-lines)': [
    ['lib/core/N.ts', MANY_LINES],
    ['lib/core/N.test.ts', MANY_LINES],
    ['components/N.tsx', MANY_LINES],
  ],
  'eslint(max-lines-per-function)': [
    ['lib/core/N.ts', longFunction(61)],
    ['components/N.tsx', longFunction(81)],
    ['components/N.ts', longFunction(61)],
    ['app/N.tsx', longFunction(81)],
  ],
  'eslint(complexity)': [['lib/core/N.ts', MANY_BRANCHES]],
  'eslint(max-depth)': [['lib/core/N.ts', DEEP]],
  'eslint(max-params)': [
    [
      'lib/core/N.ts',
      'const a = (b: number, c: number, d: number, e: number, f: number): number => b + c + d + e + f',
    ],
  ],
  'eslint(no-console)': [['lib/core/N.ts', 'console.log(1)']],
  'eslint(no-warning-comments)': [['lib/core/N.ts', '// later (TODO): finish this\nconst a = 1']],
  'eslint(no-restricted-globals)': [
    ['lib/modules/m/domain/N.ts', "const a = fetch('https://example.com')"],
    ['lib/modules/m/domain/deep/N.ts', 'const a = process.pid'],
    ['lib/modules/m/domain/N.ts', 'const a = globalThis.performance.now()'],
    ['lib/promql/N.ts', 'setTimeout(step, 1)'],
  ],
  'unicorn(filename-case)': [
    ['lib/core/camelCase-N.ts', 'const a = 1'],
    ['components/PascalCaseN.tsx', 'const a = 1'],
    ['lib/core/snake_case_N.test.ts', 'const a = 1'],
  ],
  'unicorn(no-abusive-eslint-disable)': [['lib/core/N.ts', '/* oxlint-disable */\nconst a = 1']],
  'import(no-default-export)': [['lib/core/N.ts', 'export default 1']],
  'import(no-cycle)': [
    ['lib/core/cycle-N.ts', "import { a } from './cycle-back.ts'\nexport const b = (): number => a()"],
  ],
  'react-hooks(rules-of-hooks)': [
    [
      'components/N.tsx',
      "import { useState } from 'react'\nfunction A(p: { x: boolean }) { if (p.x) useState(1)\nreturn null }",
    ],
  ],
  'react-hooks(exhaustive-deps)': [
    [
      'components/N.tsx',
      "import { useEffect } from 'react'\nfunction A(p: { x: number }) { useEffect(() => { step(p.x) }, [])\nreturn null }",
    ],
  ],
  'react(forbid-dom-props)': [
    ['components/N.tsx', "const A = () => <p style={{ color: 'red' }} />"],
    ['app/N.tsx', "const A = () => <p style={{ color: 'red' }} />"],
  ],
  'react(no-danger)': [
    ['components/N.tsx', "const A = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />"],
  ],
  'jsx-a11y(alt-text)': [['components/N.tsx', 'const A = () => <img src="/x.png" />']],
  'jsx-a11y(click-events-have-key-events)': [
    ['components/N.tsx', 'const A = () => <div onClick={step}>go</div>'],
  ],
  'next(no-img-element)': [['app/N.tsx', 'const A = () => <img src="/x.png" alt="" />']],
}

const LEFT_ALONE: Readonly<Record<string, readonly Snippet[]>> = {
  'typescript(consistent-type-assertions)': [
    ['lib/core/N.ts', "const a = { y: 'z' } as const satisfies { y: string }"],
    ['lib/core/unsafe.ts', 'const a = (x: unknown): string => x as string'],
  ],
  'typescript(no-floating-promises)': [
    [
      'lib/core/N.test.ts',
      "import { test } from 'node:test'\ntest('a test', async () => { await Promise.resolve() })",
    ],
  ],
  'eslint(max-lines)': [['lib/core/N.ts', `${'// comment\n\n'.repeat(200)}const a = 1`]],
  'eslint(max-lines-per-function)': [
    ['lib/core/N.ts', longFunction(60)],
    ['components/N.tsx', longFunction(80)],
    ['lib/core/N.test.ts', longFunction(200)],
  ],
  'eslint(no-console)': [['scripts/N.mjs', 'console.log(1)']],
  'eslint(no-restricted-globals)': [['lib/infra/http/N.ts', 'const a = setTimeout(step, 1)']],
  'import(no-default-export)': [['app/shelf/N/page.tsx', 'export default function Page() { return null }']],
  'react(forbid-dom-props)': [['components/charts/N.tsx', "const A = () => <p style={{ color: 'red' }} />"]],
  'unicorn(filename-case)': [
    ['app/[shelfId]/N/page.tsx', 'const a = 1'],
    ['lib/core/kebab-case-N.integration.test.ts', 'const a = 1'],
  ],
}

let next = 0
const numbered = (
  cases: Readonly<Record<string, readonly Snippet[]>>,
): { rule: string; path: string; code: string }[] =>
  Object.entries(cases).flatMap(([rule, snippets]) =>
    snippets.map(([path, code]) => ({ rule, path: path.replace('N', `n${(next += 1)}`), code })),
  )
const refused = numbered(REFUSED)
const leftAlone = numbered(LEFT_ALONE)
const cycle =
  refused
    .find(({ path }) => path.includes('/cycle-'))
    ?.path.split('/')
    .at(-1) ?? ''
const extra = {
  'lib/core/cycle-back.ts': `import { b } from './${cycle}'\nexport const a = (): number => b()\n`,
}

const tree = plantTree({
  ...extra,
  ...Object.fromEntries([...refused, ...leftAlone].map(({ path, code }) => [path, `${code}\n`])),
})
after(tree.remove)
const { findings, files } = lintTree(tree, 'app', 'components', 'lib', 'scripts', 'testing')
const codesAt = (path: string): string[] =>
  findings.filter((one) => one.filename === path).map((one) => one.code)

test('every snippet was linted', () => {
  assert.equal(files, refused.length + leftAlone.length + Object.keys(extra).length)
})
for (const { rule, path, code } of refused) {
  test(`${rule} refuses, in ${path}: ${JSON.stringify(code.slice(0, 90))}`, () => {
    assert.ok(codesAt(path).includes(rule), `found only ${codesAt(path).join()}`)
  })
}
for (const { rule, path, code } of leftAlone) {
  test(`${rule} leaves alone, in ${path}: ${JSON.stringify(code.slice(0, 90))}`, () => {
    assert.ok(!codesAt(path).includes(rule))
  })
}
