import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { sourcesSentence, sourceState } from './source-state.ts'

const t = englishText('sources')
const NOW = Date.parse('2026-11-20T14:32:07Z')
const source = (lastUsedAt: string | null, revokedAt: string | null = null) => ({
  id: 's',
  name: 's',
  hint: 'bw_src_1234',
  scope: 'operator',
  plan: 'standard' as const,
  tenantLabel: null,
  createdAt: '2026-11-20T14:00:00Z',
  expiresAt: null,
  lastUsedAt,
  lastUsedAddress: null,
  revokedAt,
  rotatedAt: null,
  old: null,
})
const FRESH = source('2026-11-20T14:31:00Z')
const OLD = source('2026-11-20T14:20:00Z')

test('a source waits, sends, falls silent and is revoked', () => {
  assert.equal(sourceState(t, source(null), NOW).state, 'unknown')
  assert.equal(sourceState(t, FRESH, NOW).state, 'healthy')
  assert.equal(sourceState(t, OLD, NOW).state, 'stale')
  assert.equal(sourceState(t, source('2026-11-20T14:31:00Z', '2026-11-20T14:32:00Z'), NOW).words, 'Revoked')
})

test('a source that ended is told from one that is silent', () => {
  const ended = { ...FRESH, expiresAt: '2026-11-20T14:32:07Z' }
  assert.equal(sourceState(t, ended, NOW).words, 'Ended')
  assert.equal(sourceState(t, { ...FRESH, expiresAt: '2026-11-20T14:32:08Z' }, NOW).state, 'healthy')
})

test('the sentence names what does not send, and leaves out what is revoked or ended', () => {
  assert.match(sourcesSentence(t, [{ standing: 'revoked', count: 3 }]), /no source/)
  assert.equal(
    sourcesSentence(t, [
      { standing: 'ended', count: 2 },
      { standing: 'receiving', count: 1 },
    ]),
    '1 of 1 sources sends samples.',
  )
  assert.equal(
    sourcesSentence(t, [
      { standing: 'receiving', count: 1 },
      { standing: 'silent', count: 1 },
      { standing: 'waiting', count: 1 },
    ]),
    '1 of 3 sources send samples, 1 silent for more than 5 minutes, 1 still waiting for the first one.',
  )
})
