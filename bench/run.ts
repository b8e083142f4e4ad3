// Runs one benchmark; scripts/bench.mjs prepares and calls this under the pinned Node.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isRecord } from '#lib/core/unsafe.ts'
import { collectRows, tableOf, type Bench } from './report.ts'

const isBench = (value: unknown): value is Bench =>
  isRecord(value) && typeof value['name'] === 'string' && typeof value['run'] === 'function'

async function load(name: string): Promise<Bench> {
  const file = join(import.meta.dirname, `${name}.bench.ts`)
  if (!existsSync(file)) throw new Error(`there is no bench/${name}.bench.ts`)
  const loaded: unknown = await import(pathToFileURL(file).href)
  const bench = z.object({ default: z.custom<Bench>(isBench) }).parse(loaded)
  return bench.default
}

// What a bench started ends with this process: the handlers of `exit` do not run when a signal ends it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, rows: { type: 'string' }, quick: { type: 'boolean' } },
  allowPositionals: true,
})
const [name = ''] = positionals
const report = collectRows()
const bench = await load(name)
await bench.run(report, {
  isQuick: values.quick ?? false,
  ...(values.rows === undefined ? {} : { rows: Number(values.rows) }),
})
console.log(values.json === true ? JSON.stringify({ rows: report.rows }) : tableOf(report.rows))
process.exit()
