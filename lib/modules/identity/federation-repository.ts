import type { Owner } from '#lib/core/scope.ts'
import { notOver, type Tx } from '#lib/infra/db/index.ts'
import { columnsOf } from './repository.ts'

/* What happens while somebody signs on. `auth` is the role that acts before a scope is known. */

/** Where a provider stands and whether it works; as `auth`. */
export const findProviderPlace = async (auth: Tx, id: string) =>
  await auth.identityProvider.findUnique({
    where: { id },
    select: { id: true, platformId: true, tenantId: true, kind: true, name: true, state: true },
  })

/** To whom a domain belongs; null for one that nobody proved. */
export const findDomainOwner = async (auth: Tx, domain: string): Promise<Owner | null> =>
  await auth.verifiedDomain.findUnique({ where: { domain }, select: { platformId: true, tenantId: true } })

/** The providers of exactly this owner that let people in, as somebody sees them who did not sign in. */
export const findChoices = async (auth: Tx, owner: Owner) =>
  await auth.identityProvider.findMany({
    where: { ...columnsOf(owner), state: 'active', makerUntil: null },
    orderBy: { id: 'asc' },
    take: 20,
    select: { id: true, name: true },
  })

/** A sign-on that was begun. */
export interface NewTransaction {
  readonly hash: Uint8Array<ArrayBuffer>
  readonly providerId: string
  readonly browserHash: Uint8Array<ArrayBuffer>
  readonly target: string
  readonly expiresAt: Date
}

/** Begins a sign-on, and forgets those that were over an hour ago. */
export async function insertTransaction(auth: Tx, row: NewTransaction, now: Date): Promise<void> {
  await auth.signOnTransaction.deleteMany({
    where: { expiresAt: { lt: new Date(now.getTime() - 3_600_000) } },
  })
  await auth.signOnTransaction.create({ data: row, select: { hash: true } })
}

/** A sign-on with what it was begun for, or null. */
export const findTransaction = async (auth: Tx, hash: Uint8Array<ArrayBuffer>) =>
  await auth.signOnTransaction.findUnique({ where: { hash } })

/** Takes the one answer that a sign-on may get; false when it got one, or is over. */
export const takeAnswer = async (auth: Tx, hash: Uint8Array<ArrayBuffer>, now: Date): Promise<boolean> =>
  (
    await auth.signOnTransaction.updateMany({
      where: { hash, answeredAt: null, expiresAt: { gt: now } },
      data: { answeredAt: now },
    })
  ).count === 1

/** Uses an assertion up; false when it was used before. Forgets those that nothing would accept any more. */
export async function useAssertion(
  auth: Tx,
  row: { readonly providerId: string; readonly hash: Uint8Array<ArrayBuffer>; readonly expiresAt: Date },
  now: Date,
): Promise<boolean> {
  await auth.usedAssertion.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - 3_600_000) } } })
  return (await auth.usedAssertion.createMany({ data: row, skipDuplicates: true })).count === 1
}

/** Keeps whom an answer proved. */
export const storeProved = async (
  auth: Tx,
  hash: Uint8Array<ArrayBuffer>,
  proved: {
    readonly memberId: string
    readonly factorAt: Date | null
    readonly sessionEndsAt: Date | null
  },
): Promise<void> => {
  await auth.signOnTransaction.update({ where: { hash }, data: proved, select: { hash: true } })
}

/** Finishes a sign-on; false when it was finished before. */
export const finishTransaction = async (
  auth: Tx,
  hash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<boolean> =>
  (await auth.signOnTransaction.updateMany({ where: { hash, finishedAt: null }, data: { finishedAt: now } }))
    .count === 1

/** The account that a provider means, or null. */
export const findAccountOf = async (
  tx: Tx,
  who: { readonly providerId: string; readonly issuer: string; readonly subject: string },
) => await tx.federatedAccount.findFirst({ where: { ...who }, select: { id: true, memberId: true } })

/** Binds issuer and subject to a member. */
export const insertFederatedAccount = async (
  tx: Tx,
  {
    owner,
    ...row
  }: {
    readonly owner: Owner
    readonly providerId: string
    readonly issuer: string
    readonly subject: string
    readonly memberId: string
    readonly email: string
    readonly createdAt: Date
  },
): Promise<void> => {
  await tx.federatedAccount.create({
    data: { ...row, ...columnsOf(owner), lastSignInAt: row.createdAt },
    select: { id: true },
  })
}

/** Notes that an account was used, and the address that the provider gives now. */
export const touchAccount = async (tx: Tx, id: string, email: string, now: Date): Promise<void> => {
  await tx.federatedAccount.update({
    where: { id },
    data: { email, lastSignInAt: now },
    select: { id: true },
  })
}

const PERSON = { id: true, name: true, email: true, state: true } as const

/** A member by id, as `auth`. */
export const findPerson = async (auth: Tx, id: string) =>
  await auth.member.findUnique({ where: { id }, select: PERSON })

/** A member by address, as `auth`. */
export const findPersonByEmail = async (auth: Tx, email: string) =>
  await auth.member.findUnique({ where: { email }, select: PERSON })

/** Makes a member without a password, as `auth`. */
export const insertPerson = async (
  auth: Tx,
  person: { readonly id: string; readonly email: string; readonly name: string; readonly createdAt: Date },
): Promise<void> => {
  await auth.member.create({ data: { ...person }, select: { id: true } })
}

/** True when a member holds a role of exactly this owner, or an invitation to it is open for the address. */
export async function isExpected(
  tx: Tx,
  owner: Owner,
  who: { readonly memberId: string; readonly email: string },
  now: Date,
): Promise<boolean> {
  const bound = await tx.roleBinding.count({
    where: { memberId: who.memberId, ...columnsOf(owner), ...notOver(now) },
  })
  if (bound > 0) return true
  const invited = await tx.invitation.count({
    where: {
      ...columnsOf(owner),
      email: who.email,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: now },
    },
  })
  return invited > 0
}

/** True for a member whom the provisioning of exactly this owner has switched off (`active: false`). */
export const isSwitchedOff = async (tx: Tx, owner: Owner, memberId: string): Promise<boolean> => {
  const { platformId, tenantId } = owner
  // Only platforms and tenants are provisioned.
  if (platformId === null) return false
  return (await tx.scimUser.count({ where: { platformId, tenantId, memberId, active: false } })) > 0
}
