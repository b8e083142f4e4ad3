import { isUuid } from '#lib/core/ids.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { scimNotFound } from './domain/scim-error.ts'
import { findGroup, findUser, type ScimGroupRow, type ScimOwner, type ScimUserRow } from './repository.ts'

/** A user of exactly this owner; throws the 404 of SCIM for any other id, also for what is no id at all. */
export async function requireUser(tx: Tx, owner: ScimOwner, id: string): Promise<ScimUserRow> {
  const user = isUuid(id) ? await findUser(tx, owner, id) : null
  if (user === null) throw scimNotFound()
  return user
}

/** A group of exactly this owner; throws the 404 of SCIM for any other id, also for what is no id at all. */
export async function requireGroup(tx: Tx, owner: ScimOwner, id: string): Promise<ScimGroupRow> {
  const group = isUuid(id) ? await findGroup(tx, owner, id) : null
  if (group === null) throw scimNotFound()
  return group
}
