// One place makes the client of a process, so that none is without what the operator closed (OUTGOING_DENY).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsOf } from './repository-files.ts'

const MAKES = /\bcreateOutgoing\(/
const PRODUCT = /^(?:app|workers|lib|components|proxy)\b.*\.tsx?$/
const FOR_TESTS = /\.test\.tsx?$|\/testing\//

test('the finder sees a call and neither the declaration nor another name', () => {
  assert.match('const out = createOutgoing({ log })', MAKES)
  assert.doesNotMatch('export const createOutgoing = (options) => new Client(options)', MAKES)
  assert.doesNotMatch('recreateOutgoing({})', MAKES)
})

test('the client to the outside is made from the settings alone, and the three processes take it from there', () => {
  const product = textsOf(PRODUCT).filter(({ file }) => !FOR_TESTS.test(file))
  assert.ok(product.length > 500, String(product.length))
  const files = (pattern: RegExp): string[] =>
    product.filter(({ text }) => pattern.test(text)).map(({ file }) => file)
  assert.deepEqual(files(MAKES), ['lib/infra/http/configured-outgoing.ts'])
  assert.deepEqual(files(/\bconfiguredOutgoing\(/).toSorted(), [
    'lib/infra/context/outgoing-client.ts',
    'workers/engine.ts',
    'workers/jobs.ts',
  ])
})
