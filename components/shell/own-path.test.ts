import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leadingBackTo, ownPath } from './own-path.ts'

const CASES: [string | null | undefined, string][] = [
  ['/incidents?scope=operator#timeline', '/incidents?scope=operator#timeline'],
  ['/', '/'],
  [null, '/'],
  [undefined, '/'],
  ['', '/'],
  ['incidents', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?callbackUrl=/', '/'],
  ['/api/v1/me', '/'],
  ['/signs', '/signs'],
  ['/a/../incidents', '/incidents'],
]
for (const [wanted, expected] of CASES) {
  test(`after sign-in, ${String(wanted)} is ${expected}`, () => assert.equal(ownPath(wanted), expected))
}

test('the way back is named unless it is the overview', () => {
  assert.equal(leadingBackTo('/', '/sign-in'), '/sign-in')
  assert.equal(leadingBackTo('//elsewhere.example', '/sign-in'), '/sign-in')
  assert.equal(
    leadingBackTo('/incidents?scope=operator&state=all', '/sign-in'),
    '/sign-in?callbackUrl=%2Fincidents%3Fscope%3Doperator%26state%3Dall',
  )
})
