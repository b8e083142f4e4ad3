import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unseenMarks } from './news.ts'

test('what was not there at the last look is new, wherever it stands', () => {
  assert.deepEqual([...unseenMarks('abcdef', 'xyzabcdefuvw')], ['xyz', 'uvw'])
  assert.equal(unseenMarks('abcdef', 'defabc').size, 0)
  assert.equal(unseenMarks('abcdefold', 'abc').size, 0)
})

test('everything is new to whoever never looked, and to a cookie that is none of ours', () => {
  assert.deepEqual([...unseenMarks(null, 'abcdef')], ['abc', 'def'])
  assert.deepEqual([...unseenMarks('a', 'abcdef')], ['abc', 'def'])
  assert.deepEqual([...unseenMarks('xabcdef', 'abcdef')], ['abc', 'def'])
})
