import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import type { manualClock } from '#lib/core/clock.ts'
import type { Scope } from '#lib/core/scope.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import type { TestWorld } from '#testing/contexts.ts'
import { acknowledgeIncident, escalateByHand, fireStep, getIncident, resolveIncident } from '../index.ts'

/** What the tests stand on; the policy of the platform pages the first member at once, and the second after 30 s. */
interface Shared {
  readonly world: TestWorld
  readonly admin: pg.Client
  readonly platform: Scope
  readonly members: readonly string[]
  readonly clock: ReturnType<typeof manualClock>
  readonly openFromAlert: (name: string) => Promise<string>
}

/** What becomes of an escalation that a person hurries. */
export function handEscalation(shared: () => Shared): void {
  const as = () => shared().world.console(shared().platform, shared().clock)
  const job = () => shared().world.job(shared().platform, shared().clock)

  test('a person calls the next step before its time, once, and what waits behind it keeps its distance', async () => {
    const { world, admin, members, clock } = shared()
    const [first, second] = members
    assert.ok(first !== undefined && second !== undefined)
    await setEscalationPolicy(as(), {
      steps: [
        { delaySeconds: 0, memberIds: [first] },
        { delaySeconds: 300, memberIds: [second] },
        { delaySeconds: 600, memberIds: [first] },
      ],
    })
    const incidentId = await shared().openFromAlert('called')
    await fireStep(job(), { incidentId, step: 0 })
    clock.advance(60_000)
    const caller = { ...world.member(shared().platform, 'on_call', first), clock }
    await assert.rejects(escalateByHand(caller, { incidentId, step: 2 }), /step 2 comes before step 3/)
    await assert.rejects(escalateByHand(caller, { incidentId, step: 3 }), /no step 4/)
    const [one, other] = await Promise.all([
      escalateByHand(caller, { incidentId, step: 1, note: 'I cannot reach the database.' }),
      escalateByHand(caller, { incidentId, step: 1 }),
    ])
    assert.deepEqual([one.changed, other.changed].filter(Boolean), [true])
    assert.deepEqual([one.members, other.members], [['second'], ['second']])
    const { rows } = await admin.query<{ payload: { step: number } }>(
      `select payload from outbox where payload ->> 'incidentId' = $1`,
      [incidentId],
    )
    assert.deepEqual(
      rows.filter(({ payload }) => payload.step === 1),
      [{ payload: { incidentId, step: 1 } }],
    )
    const detail = await getIncident(as(), { incidentId })
    assert.deepEqual(
      detail.ladder.map(({ dueAt }) => (Date.parse(dueAt) - clock.now().getTime()) / 1000),
      [-60, 0, 600],
    )
    assert.equal(await fireStep(job(), { incidentId, step: 1 }), 'paged')
    const { entries } = await listAudit(as(), { action: 'incident.escalate-by-hand', limit: 200 })
    assert.deepEqual(
      entries.filter(({ targetId }) => targetId === incidentId).map(({ details }) => details),
      [{ step: 2, members: ['second'] }],
    )
  })

  test('whoever has an incident calls for help: that step is paged, and none after it', async () => {
    const { world, members, clock } = shared()
    const incidentId = await shared().openFromAlert('helped')
    await fireStep(job(), { incidentId, step: 0 })
    const caller = { ...world.member(shared().platform, 'on_call', members[0] ?? ''), clock }
    await acknowledgeIncident(caller, { incidentId })
    assert.ok((await escalateByHand(caller, { incidentId, step: 1 })).changed)
    assert.equal(await fireStep(job(), { incidentId, step: 1 }), 'paged')
    const { ladder, state, deliveries, timeline } = await getIncident(as(), { incidentId })
    assert.equal(state, 'acknowledged', 'it is still theirs')
    assert.deepEqual(
      ladder.map((rung) => rung.state),
      ['fired', 'fired', 'cancelled'],
    )
    const mail = deliveries.find(({ step, channel }) => step === 1 && channel === 'email')
    assert.equal(mail?.state, 'pending')
    assert.match(
      timeline.find(({ kind }) => kind === 'escalated')?.text ?? '',
      /Escalated to second \(step 2\)/,
    )
    const viewer = { ...world.member(shared().platform, 'viewer', members[1] ?? ''), clock }
    await assert.rejects(escalateByHand(viewer, { incidentId, step: 2 }), /incident:write/)
    await resolveIncident(caller, { incidentId })
    await assert.rejects(escalateByHand(caller, { incidentId, step: 2 }), /resolved already/)
    await setEscalationPolicy(as(), {
      steps: [
        { delaySeconds: 0, memberIds: [members[0] ?? ''] },
        { delaySeconds: 30, memberIds: [members[1] ?? ''] },
      ],
    })
  })
}
