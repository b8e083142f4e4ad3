import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Scope } from '#lib/core/scope.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import type { TestWorld } from '#testing/contexts.ts'
import { listInbox, markAllRead, markRead } from '../index.ts'

/** What the tests stand on; `begin` opens an incident that pages the first member. */
interface Shared {
  readonly world: TestWorld
  readonly platform: Scope
  readonly memberIds: readonly string[]
  readonly begin: () => Promise<string>
}

/** What a member sees of what was sent to them, and what they have read of it. */
export function inboxOfMembers(shared: () => Shared): void {
  test('the inbox shows notices to their member alone, and remembers when they were read', async () => {
    const { world, platform, memberIds, begin } = shared()
    const ada = world.member(platform, 'on_call', memberIds[0] ?? '')
    const sam = world.member(platform, 'on_call', memberIds[1] ?? '')
    await begin()
    const { items, unread } = await listInbox(ada, {})
    assert.ok(items.length > 0 && unread === items.length)
    assert.deepEqual(
      (await listInbox(sam, {})).items.filter(({ id }) => items.some((item) => item.id === id)),
      [],
    )
    const first = items[0]?.id ?? ''
    const read = await markRead(ada, { deliveryId: first })
    assert.deepEqual(await markRead(ada, { deliveryId: first }), read)
    assert.equal((await listInbox(ada, {})).unread, unread - 1)
    await assert.rejects(markRead(sam, { deliveryId: first }), /nothing with this id/)
  })

  test('all of the own inbox is read at once, and neither what comes meanwhile nor what is for somebody else', async () => {
    const { world, platform, memberIds, begin } = shared()
    const ada = world.member(platform, 'on_call', memberIds[0] ?? '')
    const sam = world.member(platform, 'on_call', memberIds[1] ?? '')
    await begin()
    const seen = await listInbox(ada, {})
    const until = seen.items[0]?.at ?? ''
    const ofSam = (await listInbox(sam, {})).unread
    const later = await begin()
    assert.deepEqual(await markAllRead(ada, { until }), { marked: seen.unread })
    assert.deepEqual(await markAllRead(ada, { until }), { marked: 0 })
    const left = await listInbox(ada, {})
    assert.deepEqual(
      left.items.filter(({ readAt }) => readAt === null).map(({ incidentId }) => incidentId),
      [later],
    )
    assert.equal((await listInbox(sam, {})).unread, ofSam)
    const { entries } = await listAudit(world.console(platform), { action: 'notice.read-all', limit: 10 })
    assert.deepEqual(
      entries.map(({ details }) => details),
      [{ marked: seen.unread, until }],
    )
    await assert.rejects(markAllRead(ada, { until: 'yesterday' }), /until/)
  })
}
