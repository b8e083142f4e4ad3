// house: acts before a scope is known: accounts are kept apart from the scopes in which they hold roles
import type { Owner } from '#lib/core/scope.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { endPending } from './end-pending.ts'
import { deleteBindingsOf, revokeInvitationsTo, revokeKeysOf } from './membership-repository.ts'
import { findAccount, findAccountById, findBindingsOf, insertAccount } from './sign-in-repository.ts'

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

/** Whose membership ends where. */
interface EndedMembership {
  readonly memberId: string
  /** Addresses by which a provider knew the member, beside the one with which they sign in. */
  readonly emails: readonly string[]
  readonly owner: Owner
  /** True when it ended before: sessions, which may serve roles elsewhere, end only if there was something left to take. */
  readonly isRepeated?: boolean
}

/**
 * Takes everything from a member that they hold in the scope of `tx` and below: roles, API keys that they made, invitations
 * to any of their addresses; and ends their sessions, and what waits in their mailbox, wherever it leads. Returns how much
 * of each.
 */
export async function endMembership(
  tx: Tx,
  ctx: RequestContext,
  own: Runtime,
  { memberId, emails, owner, isRepeated = false }: EndedMembership,
): Promise<{ readonly roles: number; readonly keys: number; readonly sessions: number }> {
  const now = ctx.clock.now()
  const roles = await deleteBindingsOf(tx, memberId, owner)
  const keys = await revokeKeysOf(tx, { memberId, owner, now })
  const taken = roles + keys
  const { address, sessions } = await own.database.asAuth(async (auth) => {
    const account = await findAccountById(auth, memberId)
    if (isRepeated && taken === 0) return { address: account?.email, sessions: 0 }
    await endPending(auth, memberId, now)
    return {
      address: account?.email,
      sessions: await endSessionsOf(auth, memberId, now, { reason: 'disabled' }),
    }
  })
  await revokeInvitationsTo(tx, { emails: address === undefined ? emails : [...emails, address], owner, now })
  return { roles, keys, sessions }
}
