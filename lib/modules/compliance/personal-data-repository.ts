import type { Database, Tx } from '#lib/infra/db/index.ts'
import { ERASED_NAME, ERASED_WORD, erasedAddress } from './domain/tombstone.ts'

/* Which table holds what about a person, and what becomes of it when the person is erased. Audit chains: module audit. */

/** A person as the tables know them. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  /** Where messages reach them. */
  readonly targets: readonly string[]
}

/** The member with this id, read as `auth`; null for nobody. */
export const findPerson = async (
  { database }: { readonly database: Database },
  id: string,
): Promise<Omit<Person, 'targets'> | null> =>
  await database.asAuth(
    async (tx) =>
      await tx.member.findUnique({ where: { id }, select: { id: true, email: true, name: true } }),
  )

/** As `staff` in operator scope: where messages reach a member, and reached them. */
export async function findTargets(tx: Tx, memberId: string): Promise<string[]> {
  const channels = await tx.channel.findMany({ where: { memberId }, select: { target: true } })
  const sent = await tx.delivery.findMany({
    where: { memberId },
    distinct: ['target'],
    select: { target: true },
  })
  return [...new Set([...channels, ...sent].map(({ target }) => target))]
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
export async function erasePersonalRows(tx: Tx, person: Person, words: readonly string[]): Promise<number> {
  const { id: memberId, email, name } = person
  const counts = [
    await tx.roleBinding.deleteMany({ where: { memberId } }),
    await tx.channel.deleteMany({ where: { memberId } }),
    await tx.invitation.updateMany({
      where: { email },
      data: { email: erasedAddress(memberId), name: ERASED_NAME },
    }),
    await tx.delivery.updateMany({ where: { memberId }, data: { target: ERASED_WORD, answer: null } }),
    await tx.incident.updateMany({
      where: { acknowledgedBy: memberId },
      data: { acknowledgedByName: ERASED_NAME },
    }),
    await tx.timelineEntry.updateMany({
      where: { actorKind: 'member', actorName: name },
      data: { actorName: ERASED_NAME },
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
    await tx.securityEvent.deleteMany({ where: { OR: [{ memberId }, { actorId: memberId }] } }),
    await tx.scimUser.updateMany({
      where: { memberId },
      data: {
        userName: erasedAddress(memberId),
        userNameKey: erasedAddress(memberId),
        externalId: null,
        active: false,
        email: erasedAddress(memberId),
        displayName: ERASED_NAME,
        givenName: null,
        familyName: null,
      },
    }),
    await tx.outbox.updateMany({
      where: { OR: words.map(contained('lastError')) },
      data: { lastError: null },
    }),
  ]
  let rows = counts.reduce((sum, { count }) => sum + count, 0)
  for (const word of words) {
    const pattern = String.raw`\m` + word.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`) + String.raw`\M`
    rows += await eraseFromTexts(tx, pattern)
  }
  return rows
}

const contained =
  <Column extends string>(column: Column) =>
  (word: string) => ({ [column]: { contains: word, mode: 'insensitive' } })

/** Takes a word out of texts that people or programs wrote. */
async function eraseFromTexts(tx: Tx, pattern: string): Promise<number> {
  const counts = [
    await tx.$executeRaw`
      update timeline_entry set text = regexp_replace(text, ${pattern}, ${ERASED_WORD}, 'gi'),
        data = regexp_replace(data::text, ${pattern}, ${ERASED_WORD}, 'gi')::jsonb
      where text ~* ${pattern} or data::text ~* ${pattern}`,
    await tx.$executeRaw`
      update decision set reason = regexp_replace(reason, ${pattern}, ${ERASED_WORD}, 'gi'),
        data = regexp_replace(data::text, ${pattern}, ${ERASED_WORD}, 'gi')::jsonb
      where reason ~* ${pattern} or data::text ~* ${pattern}`,
    await tx.$executeRaw`delete from security_event where details::text ~* ${pattern}`,
    await tx.$executeRaw`
      update incident set title = regexp_replace(title, ${pattern}, ${ERASED_WORD}, 'gi') where title ~* ${pattern}`,
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Empties the account, as `auth`. It stays, so that ids in history go on naming somebody. */
export const eraseAccount = async (
  { database }: { readonly database: Database },
  memberId: string,
  now: Date,
): Promise<void> => await database.asAuth(async (tx) => await emptyAccount(tx, memberId, now))

async function emptyAccount(tx: Tx, memberId: string, now: Date): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { memberId } })
  await tx.session.updateMany({ where: { memberId }, data: { ip: null, userAgent: null } })
  await tx.session.updateMany({ where: { memberId, endedAt: null }, data: { endedAt: now } })
  await tx.member.updateMany({
    where: { id: memberId },
    data: {
      email: erasedAddress(memberId),
      name: ERASED_NAME,
      state: 'disabled',
      passwordHash: null,
      totpSecret: null,
      totpPending: null,
      totpLastStep: null,
      timeZone: 'UTC',
    },
  })
}
