// The benchmark of the pages, small: everything is measured, what it says can be read, and nothing of it stays behind.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { cleanEnvironment } from '#testing/processes.ts'

const RUN = resolve(import.meta.dirname, 'run.ts')

const answer = z.object({
  rows: z.array(z.object({ name: z.string(), ours: z.number(), aim: z.string(), ok: z.boolean() })),
})

/** Processes of this machine that name a text on their command line. */
const processesOf = (text: string): string =>
  spawnSync('pgrep', ['-f', '-a', text], { encoding: 'utf8' }).stdout.trim()

test('a small run measures every kind of thing and leaves nothing behind', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'bailiwick-bench-test-'))
  chmodSync(folder, 0o711) // the account of Postgres passes through it
  try {
    const begun = performance.now()
    const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, 'web', '--quick', '--json'], {
      env: { ...cleanEnvironment({}), TMPDIR: folder },
      encoding: 'utf8',
      timeout: 900_000,
    })
    assert.equal(status, 0, stderr.slice(-4000))
    const { rows } = answer.parse(JSON.parse(stdout))
    context.diagnostic(`${rows.length} rows in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
    const kinds = [
      /^first byte, fleet: p95/,
      /^largest paint, /,
      /^interaction, sort a list/,
      /^API, scopes: p95/,
    ]
    const others = [
      /^scripts, explore \(editor\)/,
      /^API, .* at many/,
      /^API, answers that were errors/,
      /open event streams, MB/,
      /Uptime Kuma/,
    ]
    for (const kind of [...kinds, ...others])
      assert.ok(
        rows.some(({ name }) => kind.test(name)),
        String(kind),
      )
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('bailiwick')),
      [],
    )
    assert.equal(processesOf(folder), '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
