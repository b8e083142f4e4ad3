// Rows that jobs are about, made as they stand when a job comes to them.
import { memberId } from '#lib/core/ids.ts'
import { operatorScope, type Owner } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { addChannel } from '#lib/modules/access/index.ts'
import type { JobsWorld } from './jobs-world.ts'

/** A request of the second-person kind whose time is over. */
export async function requestOf(
  here: JobsWorld,
  owner: Owner,
  state: 'approved' | 'waiting',
): Promise<string> {
  const id = newId()
  await here.admin.query(
    `insert into approval_request (id, platform_id, tenant_id, permission, action, input, target, reason, state,
       requested_by, requested_by_name, created_at, expires_at)
     values ($1, $2, $3, 'tenant:erase', 'test.unknown', '{}', 'a test', 'a reason to test', $4, $5, 'Ada', now() - interval '2 days', now() - interval '1 day')`,
    [id, owner.platformId, owner.tenantId, state, here.ada],
  )
  return id
}

/** A note for a member that waits to be mailed. */
export async function noticeOf(here: JobsWorld, owner: Owner): Promise<string> {
  const id = newId()
  await here.admin.query(
    `insert into notice (id, platform_id, tenant_id, member_id, kind, key, title, text, path, created_at)
     values ($1, $2, $3, $4, 'test.note', $5, 'A title', 'A text', '/', now())`,
    [id, owner.platformId, owner.tenantId, here.ada, id],
  )
  return id
}

/** A mail about an account that waits; it belongs to the operator, and no tenant's job sees it. */
export async function accountNoticeOf(here: JobsWorld): Promise<string> {
  const id = newId()
  await here.admin.query(
    `insert into account_notice (id, member_id, kind, to_email, details, created_at)
     values ($1, $2, 'password', 'ada@example.test', '{"address": null}', now())`,
    [id, here.ada],
  )
  return id
}

/** An export that ended without a file: there is nothing left to do about it. */
export async function exportOf(here: JobsWorld, { platformId, tenantId }: Owner): Promise<string> {
  const id = newId()
  await here.admin.query(
    `insert into tenant_export (id, platform_id, tenant_id, state, asked_by, asked_at) values ($1, $2, $3, 'failed', 'test', now())`,
    [id, platformId, tenantId],
  )
  return id
}

/** A member of one tenant alone, with a channel. */
export async function channelOf(here: JobsWorld, owner: Owner): Promise<Record<string, string>> {
  const id = newId()
  await here.admin.query('insert into member (id, email, name) values ($1, $2, $2)', [
    id,
    `${id}@example.test`,
  ])
  await here.admin.query(
    `insert into role_binding (id, member_id, role, platform_id, tenant_id) values ($1, $2, 'tenant_admin', $3, $4)`,
    [newId(), id, owner.platformId, owner.tenantId],
  )
  const ctx = here.world.member(operatorScope, 'tenant_admin', memberId(id))
  const { channel } = await addChannel(ctx, { kind: 'email', target: `second-${id}@example.test` }, here.own)
  return { channelId: channel.id, memberId: id }
}

/** A key of a member that ends in an hour. */
export async function keyOf(here: JobsWorld, owner: Owner): Promise<string> {
  const { memberId: maker } = await channelOf(here, owner)
  const id = newId()
  await here.admin.query(
    `insert into api_key (id, platform_id, tenant_id, name, hash, hint, permissions, member_id, expires_at)
     values ($1, $2, $3, 'ends', $4, 'bw_live_ends…', '{}', $5, now() + interval '1 hour')`,
    [id, owner.platformId, owner.tenantId, Buffer.from(id), maker],
  )
  return id
}
