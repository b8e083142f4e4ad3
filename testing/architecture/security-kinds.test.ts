// A kind of security event that nothing writes would be a filter that finds nothing, for ever.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { securityKinds } from '#lib/modules/security/domain/kinds.ts'
import { textsOf } from './repository-files.ts'

/** The table itself and tests write nothing. */
const NO_WRITER = /\.test\.ts$|security\/domain\/(?:kinds|fold)\.ts$/

test('every kind of security event is written somewhere', () => {
  const written = textsOf(/^(?:lib|app|workers)\/.*\.ts$/)
    .filter(({ file }) => !NO_WRITER.test(file))
    .map(({ text }) => text)
    .join('\n')
  assert.deepEqual(
    securityKinds().filter((kind) => !written.includes(`'${kind}'`)),
    [],
  )
})
