import { isRecord } from '#lib/core/unsafe.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import { columnsWith } from './domain/personal-data.ts'
import {
  ERASED_NAME,
  ERASED_WORD,
  erasedAddress,
  exactlyOf,
  patternOf,
  wordsOf,
  type Known,
} from './domain/tombstone.ts'
import { NO_FACTORS } from '#lib/modules/access/domain/no-factors.ts'

/* What is done to each table when a person is erased: `domain/personal-data.ts` says what. Audit chains: module audit. */

/** A person as the tables know them, with former names and addresses. */
export interface Person extends Known {
  readonly id: string
  readonly email: string
}

/** What the account itself tells about a person. */
export interface Account {
  readonly id: string
  readonly email: string
  readonly name: string
  /** Addresses that were confirmed once. */
  readonly confirmed: readonly string[]
}

/** The member with this id, read as `auth`; null for nobody. */
export const findAccount = async (
  { database }: { readonly database: Database },
  id: string,
): Promise<Account | null> =>
  await database.asAuth(async (tx) => {
    const member = await tx.member.findUnique({
      where: { id },
      select: { id: true, email: true, name: true },
    })
    if (member === null) return null
    const changes = await tx.emailChange.findMany({
      where: { memberId: id, usedAt: { not: null } },
      select: { newEmail: true },
    })
    return { ...member, confirmed: changes.map(({ newEmail }) => newEmail) }
  })

const present = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.flatMap((text) => (text === null || text === '' ? [] : [text]))),
]

/** The addresses in a list of value and type. */
const listedAddresses = (list: unknown): string[] =>
  (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
    isRecord(one) && typeof one['value'] === 'string' ? [one['value']] : [],
  )

/** As `staff` in operator scope: what a member is called and reached by, and was before. */
export async function findKnown(tx: Tx, memberId: string): Promise<Known> {
  const where = { memberId }
  const channels = await tx.channel.findMany({ where, select: { target: true } })
  const sent = await tx.delivery.findMany({ where, distinct: ['target'], select: { target: true } })
  const told = await tx.accountNotice.findMany({ where, select: { toEmail: true } })
  const provided = await tx.scimUser.findMany({
    where,
    select: { email: true, otherEmails: true, userName: true, displayName: true, formatted: true },
  })
  const federated = await tx.federatedAccount.findMany({ where, select: { email: true } })
  const views = await tx.viewAs.findMany({ where, distinct: ['memberName'], select: { memberName: true } })
  const reviews = await tx.accessReview.findMany({ where, select: { memberName: true } })
  return {
    addresses: present([
      ...[...channels, ...sent].map(({ target }) => target),
      ...told.map(({ toEmail }) => toEmail),
      ...provided.flatMap(({ email, userName }) => [email, userName]),
      ...provided.flatMap(({ otherEmails }) => listedAddresses(otherEmails)),
      ...federated.map(({ email }) => email),
    ]),
    names: present([
      ...provided.flatMap(({ displayName, formatted }) => [displayName, formatted]),
      ...[...views, ...reviews].map(({ memberName }) => memberName),
    ]),
  }
}

/** True when nobody else holds the role of an operator admin for good. */
export async function isLastOperatorAdmin(tx: Tx, memberId: string): Promise<boolean> {
  const admins = await tx.roleBinding.findMany({
    where: { role: 'operator_admin', platformId: null, expiresAt: null, member: { state: 'active' } },
    select: { memberId: true },
  })
  const ids = new Set(admins.map((one) => one.memberId))
  return ids.has(memberId) && ids.size === 1
}

/** As `staff` in operator scope: everything about a member but the account itself. Gives the number of rows. */
export async function erasePersonalRows(tx: Tx, person: Person, now: Date): Promise<number> {
  // A table that somebody holds makes the erasure come again instead of waiting for ever.
  await tx.$executeRaw`select set_config('lock_timeout', '3s', true)`
  const counts = [
    await deleteOwnRows(tx, person),
    await emptyOwnFields(tx, person, now),
    await replaceDecisions(tx, person.id),
    await eraseNames(tx, person),
    await eraseWords(tx, wordsOf(person)),
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}

const sumOf = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0)

async function deleteOwnRows(tx: Tx, { id: memberId, addresses }: Person): Promise<number> {
  const where = { memberId }
  return sumOf([
    await tx.roleBinding.deleteMany({ where }),
    await tx.channel.deleteMany({ where }),
    await tx.accountNotice.deleteMany({ where }),
    await tx.notice.deleteMany({ where }),
    await tx.savedView.deleteMany({ where }),
    await tx.securityEvent.deleteMany({ where: { OR: [{ memberId }, { actorId: memberId }] } }),
    await tx.auditWitness.deleteMany({ where: { kind: 'email', target: { in: [...addresses] } } }),
  ])
}

async function emptyOwnFields(tx: Tx, { id: memberId, addresses }: Person, now: Date): Promise<number> {
  const where = { memberId }
  const email = erasedAddress(memberId)
  // The row's id keeps what is unique unique: somebody may have been told by two addresses.
  const raw =
    (await tx.$executeRaw`
      update delivery set target = ${ERASED_WORD} || ' ' || id, answer = null where member_id = ${memberId}::uuid`) +
    (await tx.$executeRaw`
      update federated_account set subject = 'erased-' || id, email = ${email} where member_id = ${memberId}::uuid`)
  const counts = [
    await tx.invitation.updateMany({
      where: { email: { in: [...addresses] } },
      data: { email, name: ERASED_NAME },
    }),
    await tx.apiKey.updateMany({ where: { memberId, revokedAt: null }, data: { revokedAt: now } }),
    await tx.apiKey.updateMany({ where, data: { lastUsedIp: null } }),
    await tx.scimUser.updateMany({
      where,
      data: {
        userName: email,
        userNameKey: email,
        externalId: null,
        active: false,
        email,
        emailType: 'work',
        otherEmails: [],
        displayName: ERASED_NAME,
        formatted: null,
        givenName: null,
        familyName: null,
      },
    }),
    await tx.viewAs.updateMany({ where, data: { memberName: ERASED_NAME } }),
  ]
  return raw + sumOf(counts)
}

/** What a person decided, and what was decided about them, under their name. */
async function replaceDecisions(tx: Tx, memberId: string): Promise<number> {
  return sumOf([
    await tx.incident.updateMany({
      where: { acknowledgedBy: memberId },
      data: { acknowledgedByName: ERASED_NAME },
    }),
    await tx.accessReview.updateMany({
      where: { memberId },
      data: { memberName: ERASED_NAME, reason: null },
    }),
    await tx.accessReview.updateMany({
      where: { decidedBy: memberId },
      data: { decidedByName: ERASED_NAME },
    }),
    await tx.approvalRequest.updateMany({
      where: { requestedBy: memberId },
      data: { requestedByName: ERASED_NAME },
    }),
    await tx.approvalRequest.updateMany({
      where: { decidedBy: memberId },
      data: { decidedByName: ERASED_NAME },
    }),
  ])
}

interface Replacing {
  readonly table: string
  readonly column: string
  readonly pattern: string
  readonly instead: string
}

async function replaceIn(tx: Tx, { table, column, pattern, instead }: Replacing): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`
    select erase_words(${table}, ${column}, ${pattern}, ${instead}) as n`
  return Number(row?.n ?? 0)
}

/** Replaces names where they stand alone, beside what somebody did. */
async function eraseNames(tx: Tx, { names }: Person): Promise<number> {
  if (names.length === 0) return 0
  const pattern = exactlyOf(names)
  let rows = 0
  for (const { table, column } of columnsWith('name'))
    rows += await replaceIn(tx, { table, column, pattern, instead: ERASED_NAME })
  return rows
}

/** Takes words out of texts that people or programs wrote, and out of other people's notices and requests. */
async function eraseWords(tx: Tx, words: readonly string[]): Promise<number> {
  if (words.length === 0) return 0
  const pattern = patternOf(words)
  let rows = await tx.$executeRaw`delete from security_event where details::text ~* ${pattern}`
  for (const { table, column } of columnsWith('words'))
    rows += await replaceIn(tx, { table, column, pattern, instead: ERASED_WORD })
  return rows
}

/** Empties the account, as `auth`. It stays, so that ids in history go on naming somebody. */
export const eraseAccount = async (
  { database }: { readonly database: Database },
  memberId: string,
  now: Date,
): Promise<void> => await database.asAuth(async (tx) => await emptyAccount(tx, memberId, now))

async function emptyAccount(tx: Tx, memberId: string, now: Date): Promise<void> {
  const where = { memberId }
  await tx.recoveryCode.deleteMany({ where })
  await tx.recoveryLink.deleteMany({ where })
  await tx.passkey.deleteMany({ where })
  await tx.emailChange.deleteMany({ where })
  await tx.unlockLink.deleteMany({ where })
  await tx.signInLink.deleteMany({ where })
  await tx.signOnTransaction.deleteMany({ where })
  await tx.session.updateMany({ where, data: { ip: null, userAgent: null } })
  await tx.session.updateMany({ where: { memberId, endedAt: null }, data: { endedAt: now } })
  await tx.member.updateMany({
    where: { id: memberId },
    data: {
      email: erasedAddress(memberId),
      name: ERASED_NAME,
      state: 'disabled',
      ...NO_FACTORS,
      timeZone: 'UTC',
    },
  })
}
