import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatSeconds } from './duration.ts'

const CASES = [
  [0, '0 s'],
  [-5, '0 s'],
  [59.4, '59 s'],
  [60, '1 m'],
  [1401, '23 m 21 s'],
  [3600, '1 h'],
  [3605, '1 h'],
  [7500, '2 h 5 m'],
  [90_061, '1 d 1 h'],
  [86_400 * 400, '400 d'],
] as const
for (const [seconds, text] of CASES)
  test(`${seconds} s reads ${text}`, () => assert.equal(formatSeconds(seconds), text))
