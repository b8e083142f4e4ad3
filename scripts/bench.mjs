// `npm run bench -- NAME [--rows N] [--quick] [--json]`: prepares and runs bench/NAME.bench.ts. Prints a table, or with --json exactly one
// line `{"rows":[{"name","ours","peer","ratio","aim","ok"}]}`; everything else goes to standard error.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { assertNodeVersion, ROOT } from './bootstrap/checkout.mjs'
import { ensureInstalled, pinnedNode } from './bootstrap/dependencies.mjs'
import { runMain } from './bootstrap/main.mjs'
import { assertFree } from './build.mjs'
import { generate } from './generate.mjs'

const RUN = fileURLToPath(import.meta.resolve('../bench/run.ts'))
const say = (line) => console.error(line)

await runMain(async () => {
  assertNodeVersion()
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, rows: { type: 'string' }, quick: { type: 'boolean' } },
    allowPositionals: true,
  })
  const known = readdirSync(join(ROOT, 'bench')).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? [])
  const [name] = positionals
  if (!known.includes(name))
    throw new Error(`usage: npm run bench -- NAME [--rows N] [--quick] [--json]\nNAME: ${known.join(', ')}`)
  const { rows } = values
  if (rows !== undefined && !/^[1-9]\d{0,8}$/.test(rows))
    throw new Error('--rows: a number of rows, e.g. 1000000')
  await ensureInstalled(ROOT, { say, assertFree: async (because) => await assertFree(ROOT, { because }) })
  await generate(ROOT, say)
  const flags = ['json', 'quick'].filter((flag) => values[flag]).map((flag) => `--${flag}`)
  const given = [...flags, ...(rows === undefined ? [] : ['--rows', rows])]
  const child = spawn(pinnedNode(ROOT), [RUN, name, ...given], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return await new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done(code ?? 1))
  })
})
