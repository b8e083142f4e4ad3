// house: acts before a scope is known: whoever signs on is let into the scope of the provider, and into no other
import { scopeOfOwner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { actingAs, syncGroupRoles } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { factorMoment, type Asserted } from './domain/asserted.ts'
import { domainOfEmail } from './domain/email-domain.ts'
import { rolesOfGroups } from './domain/role-mapping.ts'
import {
  findAccountOf,
  findDomainOwner,
  findPerson,
  findPersonByEmail,
  insertFederatedAccount,
  insertPerson,
  isExpected,
  isSwitchedOff,
  touchAccount,
} from './federation-repository.ts'
import type { IdentityRuntime } from './identity-runtime.ts'
import type { ProviderRow } from './repository.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'
import { rulesOf, settingsOf } from './views.ts'

/** A member whom a provider vouched for. */
export interface Admitted {
  readonly member: { readonly id: string; readonly name: string; readonly email: string }
  /** When the provider saw a second factor; null when it saw none, or is not believed. */
  readonly factorAt: Date | null
}

type Person = Admitted['member']

interface Case {
  readonly ctx: RequestContext
  readonly own: IdentityRuntime
  readonly provider: ProviderRow
  readonly asserted: Asserted
  readonly email: string
  readonly now: Date
}

/**
 * Lets in whom a provider vouched for. Issuer and subject find the account; an address finds or makes a member only the
 * first time, when it is verified and lies in a domain of the provider's own scope. Then the roles that its groups stand
 * for are given and taken; roles that people gave stay. Throws SignOnRefusal, after which nothing but roles that went
 * with a group has changed.
 */
export async function admitPerson(
  ctx: RequestContext,
  own: IdentityRuntime,
  provider: ProviderRow,
  asserted: Asserted,
): Promise<Admitted> {
  const email = await requireAddress(own, provider, asserted)
  const one: Case = { ctx, own, provider, asserted, email, now: own.clock.now() }
  const outcome = await own.database.withScope(scopeOfOwner(provider), async (tx) => {
    const found = await findOrMake(tx, one)
    const roles = await syncRoles(tx, one, found.member.id)
    // A refusal for lack of a group commits: it has to take the roles of groups that somebody left.
    if (!roles.isAnyLeft && found.how !== 'known') throw new SignOnRefusal('groups')
    await recordAudit(tx, actingAs(ctx, found.member), {
      action: roles.isAnyLeft ? 'sign-on.accept' : 'sign-on.take-roles',
      target: { kind: 'member', id: found.member.id, name: found.member.name },
      details: {
        provider: provider.name,
        providerId: provider.id,
        account: found.how,
        groups: roles.groups,
        rolesAdded: roles.added,
        rolesRemoved: roles.removed,
        ...(roles.withheld.length === 0 ? {} : { rolesWithheld: roles.withheld }),
      },
      owner: { platformId: provider.platformId, tenantId: provider.tenantId },
    })
    return { member: found.member, isLetIn: roles.isAnyLeft }
  })
  if (!outcome.isLetIn) throw new SignOnRefusal('groups')
  return {
    member: outcome.member,
    factorAt: factorMoment(asserted, settingsOf(provider).trustsFactor, one.now),
  }
}

/** The asserted address, once it is known that this provider may assert it. */
async function requireAddress(
  own: IdentityRuntime,
  provider: ProviderRow,
  asserted: Asserted,
): Promise<string> {
  const { email, isEmailVerified } = asserted
  if (email === null || !isEmailVerified)
    throw new SignOnRefusal('email', email === null ? 'none' : 'not verified')
  const domain = domainOfEmail(email)
  const owner =
    domain === null ? null : await own.database.asAuth(async (auth) => await findDomainOwner(auth, domain))
  const isOwn = owner?.platformId === provider.platformId && owner.tenantId === provider.tenantId
  if (!isOwn) throw new SignOnRefusal('domain', domain)
  return email
}

async function findOrMake(
  tx: Tx,
  one: Case,
): Promise<{ readonly member: Person; readonly how: 'known' | 'linked' | 'made' }> {
  const { own, provider, asserted, email, now } = one
  const { issuer, subject } = asserted
  const account = await findAccountOf(tx, { providerId: provider.id, issuer, subject })
  if (account !== null) {
    const member = await own.database.asAuth(async (auth) => await findPerson(auth, account.memberId))
    if (member === null || member.state !== 'active') throw new SignOnRefusal('disabled')
    await requireNotSwitchedOff(tx, provider, member.id)
    await touchAccount(tx, account.id, email, now)
    return { member, how: 'known' }
  }
  const known = await own.database.asAuth(async (auth) => await findPersonByEmail(auth, email))
  if (known !== null) {
    if (known.state !== 'active') throw new SignOnRefusal('disabled')
    await requireNotSwitchedOff(tx, provider, known.id)
    if (!(await isExpected(tx, provider, { memberId: known.id, email }, now)))
      throw new SignOnRefusal('elsewhere')
  }
  const member = known ?? (await makePerson(one))
  const row = { owner: provider, providerId: provider.id, issuer, subject, memberId: member.id, email }
  await insertFederatedAccount(tx, { ...row, createdAt: now })
  return { member, how: known === null ? 'made' : 'linked' }
}

/** What the provisioning of this scope switched off stays off: no group of a sign-on gives it a role (ADR 0013). */
async function requireNotSwitchedOff(tx: Tx, provider: ProviderRow, memberId: string): Promise<void> {
  if (await isSwitchedOff(tx, provider, memberId)) throw new SignOnRefusal('disabled', 'switched off by SCIM')
}

/** Somebody new is made only together with a role; the account commits first, so that the role can refer to it. */
async function makePerson({ own, provider, asserted, email, now }: Case): Promise<Person> {
  if (rolesOfGroups(asserted.groups, rulesOf(provider)).length === 0) {
    throw new SignOnRefusal('groups')
  }
  const person = { id: newId(), email, name: asserted.name }
  await own.database.asAuth(async (auth) => await insertPerson(auth, { ...person, createdAt: now }))
  return person
}

interface SyncedRoles {
  readonly groups: string[]
  readonly added: string[]
  readonly removed: string[]
  /** What a group stands for, and an access review took. */
  readonly withheld: string[]
  readonly isAnyLeft: boolean
}

async function syncRoles(tx: Tx, { provider, asserted, now }: Case, memberId: string): Promise<SyncedRoles> {
  const rules = rulesOf(provider)
  const roles = rolesOfGroups(asserted.groups, rules)
  const { added, removed, withheld, kept } = await syncGroupRoles(
    tx,
    {
      memberId,
      owner: { platformId: provider.platformId, tenantId: provider.tenantId },
      source: { kind: 'provider', providerId: provider.id },
      wanted: roles.map((one) => ({ ...one, groupId: null })),
    },
    now,
  )
  const present = kept.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  return {
    groups: rules.mapping.map(({ group }) => group).filter((group) => asserted.groups.includes(group)),
    added: [...added],
    removed: [...removed],
    withheld: [...withheld],
    isAnyLeft: present.length + added.length > 0,
  }
}
