import type { Owner } from '#lib/core/scope.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'

/** A notice to several members. */
export interface NewNotice {
  readonly owner: Owner
  readonly memberIds: readonly string[]
  /** What it is about, `noun.event`. */
  readonly kind: string
  /** The same kind and key reach a member once. */
  readonly key: string
  readonly title: string
  readonly text: string
  /** Where to look, a path of ours. */
  readonly path: string
}

/** Inserts a notice for each member who does not have it yet; returns the ids of the new ones. */
export async function insertNotices(tx: Tx, createdAt: Date, notice: NewNotice): Promise<string[]> {
  const { owner, memberIds, ...said } = notice
  const rows = [...new Set(memberIds)].map((memberId) => ({
    id: newId(),
    memberId,
    createdAt,
    platformId: owner.platformId,
    tenantId: owner.tenantId,
    ...said,
  }))
  await tx.notice.createMany({ data: rows, skipDuplicates: true })
  const kept = await tx.notice.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    select: { id: true },
  })
  return kept.map(({ id }) => id)
}

/** A notice with whom it is for, held until the transaction ends; null when there is none. */
export async function lockNotice(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from notice where id = ${id}::uuid for no key update`
  return await tx.notice.findUnique({
    where: { id },
    select: {
      title: true,
      text: true,
      path: true,
      mailedAt: true,
      memberId: true,
      platformId: true,
      tenantId: true,
    },
  })
}

/** The address and the language of a member who is active and whom the scope can see; null otherwise. */
export const findMailReader = async (tx: Tx, memberId: string) =>
  await tx.member.findFirst({
    where: { id: memberId, state: 'active' },
    select: { email: true, language: true },
  })

/** Notes that the mail of a notice went out. */
export async function markMailed(tx: Tx, id: string, mailedAt: Date): Promise<void> {
  await tx.notice.update({ where: { id }, data: { mailedAt }, select: { id: true } })
}

/** Notices of a member, newest first. */
export const findNotices = async (tx: Tx, memberId: string, limit: number) =>
  await tx.notice.findMany({
    where: { memberId },
    orderBy: { createdAt: 'desc' },
    take: limit,
    select: { id: true, kind: true, title: true, text: true, path: true, createdAt: true, readAt: true },
  })

/** How many notices a member has not read. */
export const countUnreadNotices = async (tx: Tx, memberId: string): Promise<number> =>
  await tx.notice.count({ where: { memberId, readAt: null } })

/** Marks a notice of a member as read; null when the member has none with this id. The first time counts. */
export async function setNoticeRead(tx: Tx, memberId: string, id: string, at: Date): Promise<Date | null> {
  const row = await tx.notice.findFirst({ where: { id, memberId }, select: { readAt: true } })
  if (row === null || row.readAt !== null) return row?.readAt ?? null
  await tx.notice.update({ where: { id }, data: { readAt: at }, select: { id: true } })
  return at
}

/** Marks what a member has not read of what came until a moment; returns how much that was. */
export async function setAllNoticesRead(
  tx: Tx,
  memberId: string,
  { until, at }: { readonly until: Date; readonly at: Date },
): Promise<number> {
  const { count } = await tx.notice.updateMany({
    where: { memberId, readAt: null, createdAt: { lte: until } },
    data: { readAt: at },
  })
  return count
}

/** Takes the words out of notices about something, whoever has them; gives their number. */
export const rewordNoticesAbout = async (
  tx: Tx,
  { kind, keys, title }: { readonly kind: string; readonly keys: readonly string[]; readonly title: string },
): Promise<number> =>
  (
    await tx.notice.updateMany({
      where: { kind: { startsWith: kind }, key: { in: [...keys] } },
      data: { title, text: '' },
    })
  ).count
