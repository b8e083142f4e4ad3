// `next build`, when what goes into the pages has changed.
import { join } from 'node:path'
import { runningHere } from './bootstrap/claim.mjs'
import { ROOT, seconds } from './bootstrap/checkout.mjs'
import { pinnedNode } from './bootstrap/dependencies.mjs'
import { inputsHash, makeWhenStale } from './bootstrap/inputs.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'
import { runStepOrThrow } from './bootstrap/run-step.mjs'
import { generate } from './generate.mjs'

/** Everything that a page can import or the bundler reads. The lock stands for node_modules. */
const INPUTS = [
  'app',
  'components',
  'lib',
  'messages',
  'generated/news.ts',
  'generated/news-marks.ts',
  'types',
  'public',
  'prisma/schema',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** NEXT_PUBLIC_ settings are compiled into the pages: another value is another build. */
const compiledSettings = () =>
  Object.keys(process.env)
    .filter((name) => name.startsWith('NEXT_PUBLIC_'))
    .toSorted()
    .map((name) => `${name}=${process.env[name]}`)

/** Refuses to change what a running installation of this checkout serves; `except` is the start we belong to. */
export async function assertFree(root, { because, except }) {
  process.chdir(root)
  const [other] = await runningHere(except)
  if (!other) return
  throw new Error(
    `${because}, but process ${other.pid ?? '(unknown)'} runs from this checkout${other.url ? ` at ${other.url}` : ''}: stop it first`,
  )
}

/** Returns whether the pages were built; false when they were up to date. */
export async function build(root, { say, except }) {
  return await makeWhenStale({
    stamp: join(root, '.next/inputs.sha256'),
    output: join(root, '.next/BUILD_ID'),
    hash: () => inputsHash(root, INPUTS, compiledSettings()),
    make: async () => {
      await assertFree(root, { because: 'the pages have to be built again', except })
      const begun = performance.now()
      say('building the pages')
      await runStepOrThrow({
        name: 'building the pages',
        file: pinnedNode(root),
        args: [join(root, 'node_modules/next/dist/bin/next'), 'build'],
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        say,
      })
      say(`built the pages in ${seconds(begun)}`)
    },
  })
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const say = console.log
    const except = Number(process.env.BAILIWICK_START_PID)
    const made = [await generate(ROOT, say), await build(ROOT, { say, except })]
    if (!made.includes(true)) say('the pages are up to date')
  })
}
