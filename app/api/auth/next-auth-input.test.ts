import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { refuseBadInput } from './next-auth-input.ts'

const OWN = 'http://localhost:3000'
const FORM = 'application/x-www-form-urlencoded'

async function faultOf(request: Request): Promise<string | null> {
  try {
    await refuseBadInput(request, OWN)
    return null
  } catch (error) {
    assert.ok(error instanceof DomainError && error.code === 'invalid_input')
    return error.faults[0]?.field ?? ''
  }
}
const posted = (body: string, type = FORM): Request =>
  new Request(`${OWN}/api/auth/signout`, { method: 'POST', headers: { 'content-type': type }, body })
const asked = (search: string): Request => new Request(`${OWN}/api/auth/signin?${search}`)

const CASES: readonly (readonly [what: string, request: Request, field: string | null])[] = [
  [
    'the form of the page',
    posted('csrfToken=x&email=a%40b.test&password=x&callbackUrl=%2Fservices&json=true'),
    null,
  ],
  ['an own address', posted(`callbackUrl=${encodeURIComponent(`${OWN}/services?scope=operator`)}`), null],
  // next-auth leads it to the overview; it needs no refusal.
  ['another site', asked('callbackUrl=https%3A%2F%2Fevil.example'), null],
  ['no address', posted('callbackUrl=services'), 'callbackUrl'],
  ['no address in the query', asked('callbackUrl=x'), 'callbackUrl'],
  ['a script', posted('callbackUrl=javascript%3Aalert(1)'), 'callbackUrl'],
  ['an endless address', posted(`callbackUrl=%2F${'x'.repeat(2000)}`), 'callbackUrl'],
  ['a NUL', posted('email=a%00b'), 'email'],
  ['a NUL in the query', asked('error=a%00b'), 'error'],
  ['a field twice in the query', asked('error=a&error=b'), 'error'],
  ['a number', posted('{"csrfToken":7}', 'application/json'), 'csrfToken'],
  ['an object', posted('{"callbackUrl":{}}', 'application/json'), 'callbackUrl'],
  ['a list', posted('[]', 'application/json'), '(body)'],
  ['no JSON', posted('{', 'application/json'), '(body)'],
  ['more than a body may weigh', posted(`email=${'x'.repeat(1_100_000)}`), '(body)'],
  ['a type that next-auth does not read', posted('callbackUrl=x', 'text/plain'), null],
]
for (const [what, request, field] of CASES) {
  test(`${what}: ${field ?? 'taken'}`, async () => assert.equal(await faultOf(request), field))
}

test('the body is handed on as it came', async () => {
  const body = await refuseBadInput(posted('email=a'), OWN)
  assert.equal(new TextDecoder().decode(body ?? new Uint8Array()), 'email=a')
  assert.equal(await refuseBadInput(asked(''), OWN), null)
})
