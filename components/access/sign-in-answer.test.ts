import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSignInAnswer, type SignInOutcome } from './sign-in-answer.ts'

const CASES: [string, unknown, SignInOutcome][] = [
  ['success', { url: 'http://localhost:3000/' }, { kind: 'done' }],
  ['a wrong password', { url: 'http://localhost:3000/sign-in?error=wrong' }, { kind: 'wrong' }],
  ['a missing code', { url: '/sign-in?error=code_required' }, { kind: 'code_required' }],
  ['a wrong code', { url: '/sign-in?error=code_wrong' }, { kind: 'code_wrong' }],
  ['a wait', { url: '/sign-in?error=wait%3A12' }, { kind: 'wait', seconds: 12, isLocked: false }],
  ['a lock', { url: '/sign-in?error=locked%3A3600' }, { kind: 'wait', seconds: 3600, isLocked: true }],
  ['a wait without seconds', { url: '/sign-in?error=wait' }, { kind: 'blocked' }],
  ['sign-on only', { url: '/sign-in?error=sign_on%3A0199f0a2' }, { kind: 'sign_on', providerId: '0199f0a2' }],
  [
    'sign-on only without a provider',
    { url: '/sign-in?error=sign_on%3A' },
    { kind: 'sign_on', providerId: '' },
  ],
  ['an error nobody knows', { url: '/sign-in?error=Configuration' }, { kind: 'blocked' }],
  ['a form without its token', { url: '/api/auth/signin?csrf=true' }, { kind: 'blocked' }],
  ['no address', {}, { kind: 'blocked' }],
  ['no object', 'ok', { kind: 'blocked' }],
]
for (const [what, body, expected] of CASES) {
  test(`the answer of ${what}`, () => assert.deepEqual(readSignInAnswer(body), expected))
}
