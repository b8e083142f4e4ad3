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
  ['/.//elsewhere.example', '/'],
  ['/..//elsewhere.example', '/'],
  ['/x/..//elsewhere.example', '/'],
  ['/.\\\\elsewhere.example', '/'],
  ['/%2e//elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?callbackUrl=/', '/'],
  ['/api/v1/me', '/'],
  ['/signs', '/signs'],
  ['/a/../incidents', '/incidents'],
]
for (const [wanted, expected] of CASES) {
  test(`after sign-in, ${String(wanted)} is ${expected}`, () => assert.equal(ownPath(wanted), expected))
}

test('read again by a browser, it is always an address of this installation', () => {
  const pieces = ['/', '\\', '.', '..', '%2e', '\t', 'elsewhere.example', '@', ':']
  const longer = (starts: readonly string[]): string[] =>
    starts.flatMap((start) => pieces.map((piece) => start + piece))
  let all: string[] = ['/']
  for (let length = 0; length < 5; length += 1) {
    all = longer(all)
    for (const wanted of all) {
      const path = ownPath(wanted)
      assert.equal(new URL(path, 'https://own.example').origin, 'https://own.example', wanted)
      assert.equal(ownPath(path), path, wanted)
    }
  }
})

test('the way back is named unless it is the overview', () => {
  assert.equal(leadingBackTo('/', '/sign-in'), '/sign-in')
  assert.equal(leadingBackTo('//elsewhere.example', '/sign-in'), '/sign-in')
  assert.equal(
    leadingBackTo('/incidents?scope=operator&state=all', '/sign-in'),
    '/sign-in?callbackUrl=%2Fincidents%3Fscope%3Doperator%26state%3Dall',
  )
})
