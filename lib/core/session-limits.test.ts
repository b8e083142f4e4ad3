import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES } from './permissions.ts'
import {
  DEFAULT_SESSION_LIMITS,
  LONGEST_SESSION_SECONDS,
  SESSION_BOUNDS,
  SESSION_KINDS,
  sessionDeadlines,
  sessionKindOf,
  timeOutOf,
  warningLeadMs,
} from './session-limits.ts'

const BEGAN = new Date('2026-11-20T06:00:00Z')
const at = (minutes: number): Date => new Date(BEGAN.getTime() + minutes * 60_000)
const FAR = at(100 * 24 * 60)

test('the defaults are those of the access rules, and within their bounds', () => {
  assert.deepEqual(DEFAULT_SESSION_LIMITS, {
    admin: { idleMinutes: 30, absoluteMinutes: 720 },
    on_call: { idleMinutes: 720, absoluteMinutes: 10_080 },
    other: { idleMinutes: 60, absoluteMinutes: 720 },
  })
  for (const kind of SESSION_KINDS) {
    const { idle, absolute } = SESSION_BOUNDS[kind]
    const { idleMinutes, absoluteMinutes } = DEFAULT_SESSION_LIMITS[kind]
    assert.ok(idle[0] <= idleMinutes && idleMinutes <= idle[1], kind)
    assert.ok(absolute[0] <= absoluteMinutes && absoluteMinutes <= absolute[1], kind)
  }
  assert.equal(LONGEST_SESSION_SECONDS, 30 * 86_400)
})

test('each role alone has its limits', () => {
  const kinds = Object.fromEntries(ROLES.map((role) => [role, sessionKindOf([role])]))
  assert.deepEqual(kinds, {
    operator_admin: 'admin',
    platform_admin: 'admin',
    operator: 'other',
    on_call: 'on_call',
    security: 'other',
    finance: 'other',
    compliance: 'other',
    auditor: 'other',
    viewer: 'other',
    tenant_admin: 'admin',
    tenant_viewer: 'other',
  })
  assert.equal(sessionKindOf([]), 'other')
})

test('of any two roles an admin role binds first, then on_call', () => {
  for (const one of ROLES) {
    for (const two of ROLES) {
      const alone = [sessionKindOf([one]), sessionKindOf([two])]
      const expected = SESSION_KINDS.find((kind) => alone.includes(kind))
      assert.equal(sessionKindOf([one, two]), expected, `${one} and ${two}`)
    }
  }
})

test('a session ends by rest or by age, whichever comes first', () => {
  const limit = { idleMinutes: 30, absoluteMinutes: 60 }
  const times = (lastSeenAt: Date) => ({ createdAt: BEGAN, lastSeenAt, expiresAt: FAR })
  const cases: [Date, Date, ReturnType<typeof timeOutOf>][] = [
    [at(0), at(29), null],
    [at(0), at(30), 'idle'],
    [at(20), at(49), null],
    [at(20), at(50), 'idle'],
    [at(45), at(59), null],
    [at(45), at(60), 'absolute'],
    [at(0), at(60), 'absolute'],
  ]
  for (const [seen, now, expected] of cases) {
    assert.equal(
      timeOutOf(sessionDeadlines(times(seen), limit), now),
      expected,
      `${seen.toISOString()} ${now.toISOString()}`,
    )
  }
  assert.deepEqual(sessionDeadlines(times(at(45)), limit), { idleEndsAt: at(60), endsAt: at(60) })
})

test('a shorter limit bites in a running session, a longer one does not prolong it', () => {
  const times = { createdAt: BEGAN, lastSeenAt: at(0), expiresAt: at(720) }
  assert.deepEqual(sessionDeadlines(times, { idleMinutes: 10, absoluteMinutes: 15 }).endsAt, at(15))
  assert.deepEqual(sessionDeadlines(times, { idleMinutes: 10, absoluteMinutes: 10_080 }).endsAt, at(720))
})

test('the page warns two minutes before, and within a quarter of a short limit', () => {
  const lead = (idleMinutes: number) => warningLeadMs({ idleMinutes, absoluteMinutes: 60 }) / 1000
  assert.deepEqual([60, 30, 8, 4, 1].map(lead), [120, 120, 120, 60, 15])
})
