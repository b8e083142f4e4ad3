import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { assertNodeVersion, setting } from './checkout.mjs'

test('a Node below 20.19 is refused, with what is needed', () => {
  for (const version of ['18.20.0', '20.18.9'])
    assert.throws(() => assertNodeVersion(version), /20\.19 or newer/)
  for (const version of ['20.19.0', '22.0.0', '24.21.0']) assertNodeVersion(version)
})

test('a setting comes from the environment, else from the file; empty counts as absent', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'setting-'))
  t.after(() => rmSync(root, { recursive: true }))
  writeFileSync(join(root, '.env'), 'DATA_DIR=/from/file\nEMPTY=\n')
  writeFileSync(join(root, 'other.env'), 'DATA_DIR="/from/other"\n')
  assert.equal(setting('DATA_DIR', root, { DATA_DIR: '/from/env' }), '/from/env')
  assert.equal(setting('DATA_DIR', root, { DATA_DIR: '' }), '/from/file')
  assert.equal(setting('DATA_DIR', root, { BAILIWICK_ENV_FILE: 'other.env' }), '/from/other')
  assert.equal(setting('EMPTY', root, {}), undefined)
  assert.equal(setting('ABSENT', root, {}), undefined)
})
