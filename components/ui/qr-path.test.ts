import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeQR } from 'qr'
import { qrPath } from './qr-path.ts'

test('runs of dark modules become one rectangle each', () => {
  assert.deepEqual(
    qrPath([
      [true, true, false],
      [false, false, false],
      [true, false, true],
    ]),
    { path: 'M0 0h2v1H0zM0 2h1v1H0zM2 2h1v1H2z', size: 3 },
  )
})

test('a real code keeps every dark module', () => {
  const rows = encodeQR('otpauth://totp/Bailiwick:ada?secret=JBSWY3DPEHPK3PXP', 'raw', { border: 2 })
  const dark = rows.flat().filter(Boolean).length
  const { path, size } = qrPath(rows)
  const drawn = [...path.matchAll(/h(\d+)/g)].reduce((sum, [, width]) => sum + Number(width), 0)
  assert.equal(drawn, dark)
  assert.equal(size, rows[0]?.length)
})
