import type { Database, Tx } from '#lib/infra/db/index.ts'
import type { MadePasskey } from '#lib/infra/auth/webauthn.ts'
import { ACCOUNT, toAccount, type Account } from './sign-in-repository.ts'

/* Everything here runs as the role `auth`: no other may read or write what people sign in with. */

const PASSKEY = {
  id: true,
  name: true,
  credentialId: true,
  transports: true,
  createdAt: true,
  lastUsedAt: true,
  backedUp: true,
} as const

/** A passkey as it is listed. */
export interface PasskeyRow {
  readonly id: string
  readonly name: string
  readonly credentialId: Uint8Array
  readonly transports: readonly string[]
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly backedUp: boolean
}

/** The passkeys of a member, oldest first. */
export const findPasskeys = async (tx: Tx, memberId: string): Promise<PasskeyRow[]> =>
  await tx.passkey.findMany({ where: { memberId }, orderBy: { id: 'asc' }, select: PASSKEY })

/** The passkeys of a member, for their own eyes. */
export const readOwnPasskeys = async (database: Database, memberId: string): Promise<PasskeyRow[]> =>
  await database.asAuth(async (tx) => await findPasskeys(tx, memberId))

/** A passkey of this member, or null. */
export const findOwnPasskey = async (tx: Tx, memberId: string, id: string): Promise<PasskeyRow | null> =>
  await tx.passkey.findFirst({ where: { id, memberId }, select: PASSKEY })

/** What is needed to check what was signed with a passkey, and whose it is. */
export interface CheckedPasskey {
  readonly id: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly account: Account
}

/** The passkey with this credential id, whoever it belongs to; null when there is none. */
export async function findPasskeyByCredential(
  tx: Tx,
  credentialId: Uint8Array<ArrayBuffer>,
): Promise<CheckedPasskey | null> {
  const row = await tx.passkey.findUnique({
    where: { credentialId },
    select: { id: true, publicKey: true, counter: true, member: { select: ACCOUNT } },
  })
  if (row === null) return null
  return {
    id: row.id,
    publicKey: new Uint8Array(row.publicKey),
    counter: Number(row.counter),
    account: toAccount(row.member),
  }
}

/** A passkey to be stored. */
export interface NewPasskey extends MadePasskey {
  readonly id: string
  readonly memberId: string
  readonly name: string
  readonly createdAt: Date
}

/** Inserts a passkey; a second one with the same credential id is a `conflict`. */
export async function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<PasskeyRow> {
  const { isBackedUp, transports, ...row } = passkey
  return await tx.passkey.create({
    data: { ...row, transports: [...transports], backedUp: isBackedUp },
    select: PASSKEY,
  })
}

/** Notes that a passkey was used; false when a use that counts as much or more came first, e.g. from a copy of it. */
export const usePasskey = async (
  tx: Tx,
  id: string,
  use: { readonly counter: number; readonly isBackedUp: boolean; readonly at: Date },
): Promise<boolean> =>
  (
    await tx.passkey.updateMany({
      where: { id, counter: use.counter === 0 ? 0 : { lt: use.counter } },
      data: { counter: use.counter, backedUp: use.isBackedUp, lastUsedAt: use.at },
    })
  ).count === 1

/** Gives a passkey of this member another name; false when it is none of theirs. */
export const renamePasskeyRow = async (
  tx: Tx,
  memberId: string,
  id: string,
  name: string,
): Promise<boolean> => (await tx.passkey.updateMany({ where: { id, memberId }, data: { name } })).count === 1

/** Removes a passkey of this member; false when it is none of theirs. */
export const deletePasskey = async (tx: Tx, memberId: string, id: string): Promise<boolean> =>
  (await tx.passkey.deleteMany({ where: { id, memberId } })).count === 1

/** Lets one change of the factors of a member go on at a time, so that two cannot each remove the last but one. */
export const lockFactors = async (tx: Tx, memberId: string): Promise<void> => {
  await tx.$executeRaw`select id from member where id = ${memberId}::uuid for update`
}

/** What a challenge is for. */
export type ChallengePurpose = 'register' | 'sign-in' | 'factor' | 'step-up'

/** A challenge as it is stored. */
export interface ChallengeRow {
  readonly hash: Uint8Array<ArrayBuffer>
  readonly purpose: ChallengePurpose
  readonly browser: Uint8Array<ArrayBuffer>
}

/** Stores a challenge, and forgets those that nobody answered in time. */
export const insertChallenge = async (
  tx: Tx,
  challenge: ChallengeRow & { readonly expiresAt: Date },
  now: Date,
): Promise<void> => {
  await tx.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } })
  await tx.passkeyChallenge.create({ data: { ...challenge }, select: { hash: true } })
}

/** Uses a challenge up; false when there is none such for this purpose and browser. Two requests cannot both get true. */
export const takeChallengeRow = async (
  tx: Tx,
  asked: {
    readonly purpose: ChallengePurpose
    readonly hashes: Uint8Array<ArrayBuffer>[]
    readonly browsers: readonly Uint8Array<ArrayBuffer>[]
  },
  now: Date,
): Promise<boolean> => {
  const { purpose, hashes, browsers } = asked
  const where = { purpose, hash: { in: hashes }, browser: { in: [...browsers] }, expiresAt: { gt: now } }
  return (await tx.passkeyChallenge.deleteMany({ where })).count === 1
}
