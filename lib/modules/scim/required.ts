import { isUuid } from '#lib/core/ids.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { scimNotFound } from './domain/scim-error.ts'
import { findGroup, holdGroup, type ScimGroupRow } from './group-repository.ts'
import { findUser, holdUser, type ScimOwner, type ScimUserRow } from './repository.ts'

/** A user of exactly this owner; throws the 404 of SCIM for any other id, also for what is no id at all. */
export async function requireUser(tx: Tx, owner: ScimOwner, id: string): Promise<ScimUserRow> {
  const user = isUuid(id) ? await findUser(tx, owner, id) : null
  if (user === null) throw scimNotFound()
  return user
}

/** A group of exactly this owner; throws the 404 of SCIM for any other id, also for what is no id at all. */
export async function requireGroup(
  tx: Tx,
  owner: ScimOwner,
  id: string,
  hasMembers = true,
): Promise<ScimGroupRow> {
  const group = isUuid(id) ? await findGroup(tx, owner, id, hasMembers) : null
  if (group === null) throw scimNotFound()
  return group
}

/** The user as it is once nobody else changes it, for whoever is about to; throws as `requireUser` does. */
export async function requireHeldUser(tx: Tx, owner: ScimOwner, id: string): Promise<ScimUserRow> {
  if (isUuid(id)) await holdUser(tx, id)
  return await requireUser(tx, owner, id)
}

/** The group as it is once nobody else changes it, for whoever is about to; throws as `requireGroup` does. */
export async function requireHeldGroup(tx: Tx, owner: ScimOwner, id: string): Promise<ScimGroupRow> {
  if (isUuid(id)) await holdGroup(tx, id)
  return await requireGroup(tx, owner, id)
}
