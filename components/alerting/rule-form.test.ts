import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRuleInput } from '#lib/modules/alerting/schemas.ts'
import { BLANK, createInputOf, textOfRule, typedOf } from './rule-form.ts'

const TYPED = { ...BLANK, name: 'queue-age', expr: 'age > 60', forSeconds: '120', summary: 'It waits' }

test('a rule survives the way into the fields and back', () => {
  const rule = { name: 'a', expr: 'up == 0', forSeconds: 300, severity: 'P0', summary: 'b' } as const
  assert.deepEqual(textOfRule(typedOf(rule)), rule)
})

test('the platform is sent as its id, and left out where there is none to choose', () => {
  const id = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'
  assert.equal(createInputOf({ ...TYPED, platformId: `platform:${id}` }).platformId, id)
  assert.equal('platformId' in createInputOf(TYPED), false)
})

test('what is typed passes the schema of the server; what is no number of seconds is refused at its field', () => {
  assert.equal(createRuleInput.safeParse(createInputOf(TYPED)).success, true)
  for (const forSeconds of ['', 'soon', '1.5', '-1', '1e9']) {
    const parsed = createRuleInput.safeParse(createInputOf({ ...TYPED, forSeconds }))
    assert.deepEqual(
      parsed.error?.issues.map(({ path }) => path),
      [['forSeconds']],
      forSeconds,
    )
  }
})
