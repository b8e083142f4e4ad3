import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideFallback, type FallbackFacts, type StepPage } from './fallback.ts'

const page = (channel: string, state: string, change: Partial<StepPage> = {}): StepPage => ({
  memberId: 'ada',
  channel,
  target: `${channel}-target`,
  state,
  attempt: state === 'pending' ? 0 : 3,
  ...change,
})
const EMAIL = { channel: 'email', target: 'email-target' }
const HOOK = { channel: 'webhook', target: 'webhook-target' }
const decide = (change: Partial<FallbackFacts>) =>
  decideFallback({
    memberId: 'ada',
    ways: [EMAIL],
    pages: [page('email', 'failed')],
    triesBeforeFallback: 3,
    ...change,
  })

test('a channel that was not tried in this step comes first', () => {
  assert.deepEqual(decide({ ways: [EMAIL, HOOK] }), {
    kind: 'next_channel',
    way: HOOK,
    reason: 'The member can also be reached by webhook.',
  })
})

test('the same kind of channel to another target counts as another one', () => {
  const second = { channel: 'email', target: 'private@example.test' }
  assert.equal(decide({ ways: [EMAIL, second] }).kind, 'next_channel')
})

for (const [what, other, expected] of [
  ['another page reached somebody', page('webhook', 'sent'), 'wait'],
  ['another member was reached', page('email', 'sent', { memberId: 'kwame' }), 'wait'],
  ['another page was not tried yet', page('webhook', 'pending'), 'wait'],
  ['another page failed only once so far', page('webhook', 'failed', { attempt: 1 }), 'wait'],
  ['another page is being sent for the first time', page('webhook', 'sending', { attempt: 1 }), 'wait'],
  ['another page failed as often', page('webhook', 'failed'), 'next_step'],
  ['another page is dead', page('webhook', 'dead'), 'next_step'],
  ['another page was cancelled', page('webhook', 'cancelled'), 'next_step'],
  ['it is only shown in the portal', page('in_app', 'sent'), 'next_step'],
] as const) {
  test(`${what}: ${expected}`, () => {
    const decision = decide({ pages: [page('email', 'failed'), other] })
    assert.equal(decision.kind, expected)
    assert.match(decision.reason, /\.$/)
  })
}

test('the portal is no way to reach somebody', () => {
  assert.equal(decide({ ways: [EMAIL, { channel: 'in_app', target: 'ada' }] }).kind, 'next_step')
})

test('a channel of another member is no way to this one', () => {
  const pages = [page('email', 'dead'), page('webhook', 'dead', { memberId: 'kwame' })]
  assert.equal(decide({ ways: [EMAIL, HOOK], pages }).kind, 'next_channel')
})
