// house: acts before a scope is known: accounts are kept apart from the scopes in which they hold roles
import type { Owner } from '#lib/core/scope.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { deleteBindingsOf, revokeInvitationsTo, revokeKeysOf } from './membership-repository.ts'
import { findAccount, findBindingsOf, insertAccount } from './sign-in-repository.ts'

/** Somebody whom an identity provider named. */
export interface ProvisionedPerson {
  /** Normalised. */
  readonly email: string
  readonly name: string
}

/** A member whom an identity provider named. */
export interface ProvisionedMember {
  readonly id: string
  readonly name: string
  readonly isNew: boolean
  /** True for somebody who was there before and holds a role anywhere, ended ones too. */
  readonly hasRoles: boolean
}

/** The member with this address, or a new one without a password, who comes in by sign-on or by a link in a mail. */
export async function provisionMember(
  own: Runtime,
  { email, name }: ProvisionedPerson,
): Promise<ProvisionedMember> {
  return await own.database.asAuth(async (auth) => {
    const found = await findAccount(auth, email)
    if (found !== null) {
      const hasRoles = (await findBindingsOf(auth, found.id)).length > 0
      return { id: found.id, name: found.name, isNew: false, hasRoles }
    }
    const id = newId()
    const createdAt = own.clock.now()
    await insertAccount(auth, { id, email, name, passwordHash: null, timeZone: 'UTC', createdAt })
    return { id, name, isNew: true, hasRoles: false }
  })
}

/**
 * Takes everything from a member that they hold in the scope of `tx`: roles, API keys that they made, invitations to
 * their address; and ends their sessions wherever they are. Returns how much of each.
 */
export async function endMembership(
  tx: Tx,
  ctx: RequestContext,
  own: Runtime,
  { memberId, email, owner }: { readonly memberId: string; readonly email: string; readonly owner: Owner },
): Promise<{ readonly roles: number; readonly keys: number; readonly sessions: number }> {
  const now = ctx.clock.now()
  const roles = await deleteBindingsOf(tx, memberId, owner)
  const keys = await revokeKeysOf(tx, { memberId, owner, now })
  await revokeInvitationsTo(tx, { email, owner, now })
  const sessions = await own.database.asAuth(
    async (auth) => await endSessionsOf(auth, memberId, now, { reason: 'disabled' }),
  )
  return { roles, keys, sessions }
}
