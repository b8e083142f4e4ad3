import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ruleOrder, type RuleSort } from './rule-order.ts'

const rule = (id: string, parts: { state: string; kind?: string; severity?: string; tenant?: string }) => ({
  id,
  name: `rule ${id}`,
  kind: parts.kind ?? 'incident',
  state: parts.state,
  severity: parts.severity ?? 'P2',
  forSeconds: Number(id) * 10,
  platformName: 'Alpha',
  tenantName: parts.tenant ?? null,
})
const RULES = [
  rule('1', { state: 'inactive', tenant: 'Zebra' }),
  rule('2', { state: 'firing', severity: 'P3' }),
  rule('3', { state: 'firing', severity: 'P1', tenant: 'Apple' }),
  rule('4', { state: 'firing', kind: 'heartbeat', severity: 'P0' }),
  rule('5', { state: 'no_data' }),
]
const inOrder = (sort: RuleSort): string =>
  RULES.toSorted(ruleOrder(sort))
    .map(({ id }) => id)
    .join('')

test('what needs a person stands first, the worse severity before; a heartbeat that beats is quiet', () => {
  assert.equal(inOrder('state'), '32541')
  assert.equal(inOrder('severity'), '43512')
  assert.equal(inOrder('-for'), '54321')
  assert.equal(inOrder('owner'), '24531')
})
