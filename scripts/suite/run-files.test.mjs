import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const RUN_FILES = fileURLToPath(import.meta.resolve('./run-files.mjs'))

test('a file whose test leaves something running is ended, and fails', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bailiwick-run-files-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'left.test.mjs')
  const summary = join(folder, 'summary.json')
  writeFileSync(
    file,
    "import { test } from 'node:test'\ntest('passes', () => { setInterval(() => {}, 1000) })\n",
  )
  const { status, stdout } = spawnSync(process.execPath, [RUN_FILES, summary, '1', '1000', file], {
    encoding: 'utf8',
    timeout: 30_000,
    env: { PATH: process.env.PATH },
  })
  assert.equal(status, 1)
  assert.match(stdout, /the file does not end/)
  assert.deepEqual(JSON.parse(readFileSync(summary, 'utf8')), { passed: 1, failed: 1 })
})
