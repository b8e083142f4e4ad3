import type { Database, Tx } from '#lib/infra/db/index.ts'

/* Everything here runs as the role `auth`: no other may read or write what people sign in with. */

/** The columns of an account; for queries that reach it through something else. */
export const ACCOUNT = {
  id: true,
  name: true,
  email: true,
  state: true,
  passwordHash: true,
  totpSecret: true,
  totpPending: true,
  totpLastStep: true,
  failedCount: true,
  lockedUntil: true,
  passkey: { select: { id: true }, take: 1 },
} as const

/** What is kept to recognise a member by. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly state: 'active' | 'disabled'
  readonly passwordHash: string | null
  readonly totpSecret: Uint8Array | null
  readonly totpPending: Uint8Array | null
  readonly totpLastStep: bigint | null
  /** True with at least one passkey. */
  readonly hasPasskey: boolean
  readonly failedCount: number
  readonly lockedUntil: Date | null
}

/** An account as the columns of `ACCOUNT` say it. */
export const toAccount = ({
  passkey,
  ...account
}: Omit<Account, 'hasPasskey'> & { readonly passkey: readonly unknown[] }): Account => ({
  ...account,
  hasPasskey: passkey.length > 0,
})

/** The account with this address, or null. */
export async function findAccount(tx: Tx, email: string): Promise<Account | null> {
  const row = await tx.member.findUnique({ where: { email }, select: ACCOUNT })
  return row === null ? null : toAccount(row)
}

/** The account of a member, or null. */
export async function findAccountById(tx: Tx, id: string): Promise<Account | null> {
  const row = await tx.member.findUnique({ where: { id }, select: ACCOUNT })
  return row === null ? null : toAccount(row)
}

/** The account of a member, or null, in a transaction of its own. */
export const readAccount = async (database: Database, id: string): Promise<Account | null> =>
  await database.asAuth(async (tx) => await findAccountById(tx, id))

/** True once a second factor is enrolled: an authenticator app or a passkey. */
export const hasFactor = ({ totpSecret, hasPasskey }: Account): boolean => totpSecret !== null || hasPasskey

/** Wrong attempts in a row, and until when they make an account wait. */
export interface Failures {
  readonly failedCount: number
  readonly lockedUntil: Date | null
}

/** Moves the failures of an account from one count to another; false when somebody else moved them meanwhile. */
export const moveFailures = async (tx: Tx, id: string, from: number, to: Failures): Promise<boolean> =>
  (
    await tx.member.updateMany({
      where: { id, failedCount: from },
      data: { failedCount: to.failedCount, lockedUntil: to.lockedUntil },
    })
  ).count === 1

/** Forgets the failures of an account: somebody just proved to be its member. */
export const clearFailures = async (tx: Tx, id: string): Promise<void> => {
  await tx.member.updateMany({ where: { id }, data: { failedCount: 0, lockedUntil: null } })
}

/** Stores a newer hash of the same password, unless another password was set meanwhile. */
export const renewPasswordHash = async (
  tx: Tx,
  { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
  newer: string,
): Promise<void> => {
  await tx.member.updateMany({ where: { id, passwordHash }, data: { passwordHash: newer } })
}

/** Stores the hash of another password. */
export const changePasswordHash = async (tx: Tx, id: string, passwordHash: string): Promise<void> => {
  await tx.member.updateMany({ where: { id }, data: { passwordHash } })
}

/** Switches the access of a member on, or off by the word of a scope as it stands in addresses. */
export const setMemberState = async (
  tx: Tx,
  id: string,
  to: { readonly state: Account['state']; readonly disabledFrom: string | null },
): Promise<void> => {
  await tx.member.updateMany({ where: { id }, data: to })
}

/** Whether a member is on, and by the word of which scope they are not: what an entry about it says. */
export const readMemberState = async (tx: Tx, id: string) =>
  await tx.member.findUniqueOrThrow({ where: { id }, select: { state: true, disabledFrom: true } })

/** By the word of which scope a member is switched off; null for one who is on, or of whom it is not known. */
export const readDisabledFrom = async (tx: Tx, id: string): Promise<string | null> => {
  const row = await tx.member.findUnique({ where: { id }, select: { state: true, disabledFrom: true } })
  return row?.state === 'disabled' ? row.disabledFrom : null
}

/** Takes a time step as used; false when it, or a newer one, was used before. Two requests cannot both get true. */
export const useTotpStep = async (tx: Tx, id: string, step: bigint): Promise<boolean> =>
  (
    await tx.member.updateMany({
      where: { id, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
      data: { totpLastStep: step },
    })
  ).count === 1

/** Takes a recovery code as used; false when there is none such or it was used before. */
export const useRecoveryCode = async (
  tx: Tx,
  memberId: string,
  hashes: Uint8Array<ArrayBuffer>[],
  now: Date,
): Promise<boolean> =>
  (
    await tx.recoveryCode.updateMany({
      where: { memberId, hash: { in: hashes }, usedAt: null },
      data: { usedAt: now },
    })
  ).count === 1

/** Puts the sealed secret of an enrolment aside until a code proves it. */
export const storePendingFactor = async (
  tx: Tx,
  id: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<void> => {
  await tx.member.update({ where: { id }, data: { totpPending: sealed }, select: { id: true } })
}

/** A second factor that a code has just proved. */
export interface ProvedFactor {
  readonly memberId: string
  /** The sealed secret that was pending; another enrolment may have replaced it meanwhile. */
  readonly pending: Uint8Array<ArrayBuffer>
  readonly sealed: Uint8Array<ArrayBuffer>
  readonly step: bigint
  readonly recoveryHashes: readonly Uint8Array<ArrayBuffer>[]
}

/** Makes a proved factor the one of its member, with new recovery codes; false when another enrolment was begun. */
export async function storeFactor(tx: Tx, factor: ProvedFactor): Promise<boolean> {
  const { memberId } = factor
  const { count } = await tx.member.updateMany({
    where: { id: memberId, totpPending: factor.pending },
    data: {
      totpSecret: factor.sealed,
      totpPending: null,
      totpLastStep: factor.step,
      failedCount: 0,
      lockedUntil: null,
    },
  })
  if (count === 0) return false
  await replaceRecoveryCodes(tx, memberId, factor.recoveryHashes)
  return true
}

/** Gives a member new recovery codes; whatever is left of the earlier ones is worth nothing from now on. */
export async function replaceRecoveryCodes(
  tx: Tx,
  memberId: string,
  hashes: readonly Uint8Array<ArrayBuffer>[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { memberId } })
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ memberId, hash })) })
}

/** Somebody who gets an account. */
export interface NewAccount {
  readonly id: string
  readonly email: string
  readonly name: string
  /** Null for who comes by other ways than a password. */
  readonly passwordHash: string | null
  readonly timeZone: string
  readonly createdAt: Date
}

/** Inserts a member; a second one with the same address is a `conflict`. */
export const insertAccount = async (tx: Tx, account: NewAccount): Promise<void> => {
  await tx.member.create({ data: { ...account }, select: { id: true } })
}

/** Replaces an account that no role was ever bound to: what an interrupted set-up left behind. */
export const replaceAccount = async (tx: Tx, account: NewAccount): Promise<string> => {
  const { email, name, passwordHash, timeZone } = account
  const row = await tx.member.upsert({
    where: { email },
    create: { ...account },
    update: { name, passwordHash, timeZone, state: 'active' },
    select: { id: true },
  })
  return row.id
}

/** The stored set-up code, or null. */
export async function findSetupCode(tx: Tx): Promise<{ hash: Uint8Array; expiresAt: Date } | null> {
  const row = await tx.operator.findUnique({
    where: { id: 1 },
    select: { setupCodeHash: true, setupCodeExpiresAt: true },
  })
  const { setupCodeHash: hash = null, setupCodeExpiresAt: expiresAt = null } = row ?? {}
  return hash === null || expiresAt === null ? null : { hash, expiresAt }
}

/** Stores the hash of a set-up code, in place of any earlier one. */
export const storeSetupCode = async (
  tx: Tx,
  code: { readonly hash: Uint8Array<ArrayBuffer>; readonly expiresAt: Date },
): Promise<void> => {
  const data = { setupCodeHash: code.hash, setupCodeExpiresAt: code.expiresAt }
  await tx.operator.upsert({
    where: { id: 1 },
    create: { id: 1, name: 'Operator', ...data },
    update: data,
    select: { id: true },
  })
}

/** Gives the operator its name and forgets the set-up code. */
export const nameOperator = async (tx: Tx, name: string): Promise<void> => {
  const data = { name, setupCodeHash: null, setupCodeExpiresAt: null }
  await tx.operator.upsert({
    where: { id: 1 },
    create: { id: 1, ...data },
    update: data,
    select: { id: true },
  })
}

/** Every binding of a member, in every scope. */
export const findBindingsOf = async (tx: Tx, memberId: string) =>
  await tx.roleBinding.findMany({
    where: { memberId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, role: true, platformId: true, tenantId: true, createdAt: true, expiresAt: true },
  })

/** What only `auth` can see of a member: the second factor and the bindings in other scopes. For their own eyes. */
export const readOwnAccount = async (database: Database, memberId: string) =>
  await database.asAuth(async (tx) => {
    const account = await findAccountById(tx, memberId)
    return {
      hasPassword: (account?.passwordHash ?? null) !== null,
      hasAuthenticator: (account?.totpSecret ?? null) !== null,
      passkeys: await tx.passkey.count({ where: { memberId } }),
      recoveryCodesLeft: await tx.recoveryCode.count({ where: { memberId, usedAt: null } }),
      bindings: await findBindingsOf(tx, memberId),
    }
  })

/** Name, address and state of a member, whatever scope they are bound in. For mails to them alone. */
export const findPersonAnywhere = async (database: Database, memberId: string) =>
  await database.asAuth(
    async (tx) =>
      await tx.member.findUnique({
        where: { id: memberId },
        select: { name: true, email: true, state: true, language: true },
      }),
  )
