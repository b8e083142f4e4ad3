import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import * as schemas from './schemas.ts'

const ID = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'

function faults(schema: z.ZodType, input: unknown): string[] {
  try {
    parseInput(schema, input)
    return []
  } catch (error) {
    assert.ok(error instanceof DomainError)
    return error.faults.map(({ field, problem }) => `${field}: ${problem}`)
  }
}

test('every schema can be written as JSON Schema, so that the API description is complete', () => {
  const all = Object.values(schemas)
  assert.ok(all.length > 40)
  for (const schema of all) assert.equal(typeof z.toJSONSchema(schema, { io: 'input' }), 'object')
})

test('an address is brought into its one spelling', () => {
  const { email } = parseInput(schemas.inviteMemberInput, {
    email: '  Ada@Example.COM',
    name: ' Ada ',
    role: 'viewer',
  })
  assert.equal(email, 'ada@example.com')
})

test('bad input names the field and the fix', () => {
  assert.deepEqual(faults(schemas.inviteMemberInput, { email: 'ada', name: '', role: 'boss' }), [
    'email: an e-mail address, e.g. ada@example.com',
    "name: the member's name needs at least one character",
    'role: one of operator_admin, platform_admin, operator, on_call, security, finance, compliance, auditor, viewer, tenant_admin, tenant_viewer',
  ])
  assert.deepEqual(faults(schemas.createApiKeyInput, { permissions: [] }), [
    'permissions: name at least one permission',
  ])
  assert.deepEqual(faults(schemas.createApiKeyInput, { permissions: ['everything'] }), [
    'permissions.0: a permission of the access table, e.g. metrics:query',
  ])
  assert.deepEqual(faults(schemas.revokeApiKeyInput, { keyId: 'x' }), [
    'keyId: an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  ])
  assert.equal(faults(schemas.updateProfileInput, { timeZone: 'Mars/Olympus' }).length, 1)
  assert.equal(faults(schemas.updateProfileInput, { name: 'a\nb' }).length, 1)
  for (const language of ['fr', 'EN', '', 1, ['en'], '<b>', '=1+1', 'en\u0000', 'x'.repeat(100_000)]) {
    assert.deepEqual(faults(schemas.updateProfileInput, { language }), [
      'language: en or ms, or null for what the browser asks for',
    ])
    assert.deepEqual(faults(schemas.updateProfileInput, { pageZone: language }), [
      'pageZone: browser or profile',
    ])
  }
})

test('fields that nobody asked for are refused: no mass assignment', () => {
  for (const [schema, input] of [
    [schemas.updateProfileInput, { name: 'Ada', state: 'active' }],
    [schemas.createSourceInput, { name: 'x', platformId: ID }],
    [schemas.acceptInvitationInput, { token: 't', password: 'p', role: 'operator_admin' }],
    [schemas.stepUpInput, { code: '123456', factorAt: 'now' }],
  ] as const) {
    assert.match(faults(schema, input).join(), /Unrecognized key/)
  }
})

test('a scrape target: http only, a timeout within the interval, labels that Prometheus knows', () => {
  const target = { url: 'https://db.example.com:9187/metrics', job: 'db' }
  assert.deepEqual(faults(schemas.createScrapeTargetInput, { ...target, labels: { env: 'live' } }), [])
  assert.deepEqual(faults(schemas.createScrapeTargetInput, { ...target, intervalSeconds: 5 }), [
    'timeoutSeconds: the timeout cannot be longer than the interval',
  ])
  for (const url of ['file:///etc/passwd', 'gopher://x', 'db:9187', 'javascript:alert(1)']) {
    assert.equal(faults(schemas.createScrapeTargetInput, { ...target, url }).length, 1, url)
  }
  for (const label of ['__name__', '1x', 'a-b', '']) {
    assert.notDeepEqual(
      faults(schemas.createScrapeTargetInput, { ...target, labels: { [label]: 'x' } }),
      [],
      label,
    )
  }
})

test('a webhook address carries no password', () => {
  const add = (target: string) => faults(schemas.addChannelInput, { kind: 'webhook', target })
  assert.deepEqual(add('https://example.com/hook'), [])
  assert.deepEqual(add('https://ada:secret@example.com/hook'), [
    'target: leave user name and password out of the address',
  ])
  assert.deepEqual(faults(schemas.addChannelInput, { kind: 'fax', target: 'x' }), [
    'kind: kind is either email or webhook',
  ])
})
