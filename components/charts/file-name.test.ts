import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileName } from './file-name.ts'

test('a title becomes a name that every file system takes', () => {
  assert.equal(fileName('Login latency, p95', 'CSV'), 'login-latency-p95.csv')
  assert.equal(fileName('../../etc: "x"', 'PNG'), 'etc-x.png')
  assert.equal(fileName('…', 'SVG'), 'chart.svg')
})
