import assert from 'node:assert/strict'
import { test } from 'node:test'
import { JOB_GRANTS } from '#lib/core/job-permissions.ts'
import { PERMISSIONS } from '#lib/core/permissions.ts'
import { DEFINITIONS } from './registry.ts'

/** What works in the background without being a job of a queue. */
const NO_JOBS = ['self-watch']

test('the table of jobs lists every job that there is, and none that there is not, by name', () => {
  const declared = DEFINITIONS.map(({ name }) => name)
  assert.deepEqual([...JOB_GRANTS.keys()], [...declared, ...NO_JOBS].toSorted())
})

test('a job may do what the access table knows, each once', () => {
  for (const [name, { permissions }] of JOB_GRANTS) {
    assert.deepEqual([...new Set(permissions)], [...permissions], name)
    assert.ok(
      permissions.every((permission) => PERMISSIONS.includes(permission)),
      name,
    )
  }
})
