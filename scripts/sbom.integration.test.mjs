import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from './bootstrap/checkout.mjs'
import { faultsOf } from './sbom.mjs'

test('the command writes a bill that names everything in the lock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'))
  try {
    const file = join(folder, 'bill.json')
    const said = execFileSync(process.execPath, [join(ROOT, 'scripts/sbom.mjs'), file], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    process.stdout.write(said)
    assert.match(said, /^\d+ components \(CycloneDX 1\.\d\) in /)
    const bill = JSON.parse(readFileSync(file, 'utf8'))
    assert.deepEqual(faultsOf(bill, JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))), [])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
