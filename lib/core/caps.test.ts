import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CAPS, requireRoom } from './caps.ts'
import { DomainError } from './errors.ts'

for (const [name, cap] of Object.entries(CAPS)) {
  test(`${name}: the last one fits, one more is refused by field and fix`, () => {
    requireRoom(cap, cap.most - 1)
    assert.throws(
      () => requireRoom(cap, cap.most),
      (error) => {
        assert.ok(error instanceof DomainError)
        assert.equal(error.code, 'conflict')
        assert.deepEqual(
          error.faults.map(({ field }) => field),
          [cap.field],
        )
        assert.ok(error.message.endsWith(cap.fix))
        return true
      },
    )
  })
}
