import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRuleForm } from './rule-form.ts'

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

test('the form of a rule is read without the spaces around its texts', () => {
  assert.deepEqual(
    readRuleForm(
      form({ name: ' Slow ', expr: 'p95 > 3 ', forSeconds: '60', severity: 'P1', summary: 'It is slow' }),
    ),
    { name: 'Slow', expr: 'p95 > 3', forSeconds: 60, severity: 'P1', summary: 'It is slow' },
  )
})

test('what is no number of seconds is not turned into one', () => {
  assert.ok(Number.isNaN(readRuleForm(form({ forSeconds: '' })).forSeconds))
  assert.ok(Number.isNaN(readRuleForm(form({ forSeconds: 'soon' })).forSeconds))
})
