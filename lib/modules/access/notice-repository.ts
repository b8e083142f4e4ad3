import { operatorScope } from '#lib/core/scope.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { accountNoticeSend } from './jobs.ts'

const OPERATOR = { platformId: null, tenantId: null }

/** Stores a notice and asks for its mail, in a transaction of the operator: accounts belong to nobody's scope. */
export const postNotice = async (database: Database, notice: NewNotice): Promise<void> => {
  await database.withScope(operatorScope, async (tx) => {
    await insertNotice(tx, notice)
  })
}

/** Stores a notice and asks for its mail, in a transaction of the operator's scope. */
export const insertNotice = async (tx: Tx, notice: NewNotice): Promise<void> => {
  await tx.accountNotice.create({
    data: { ...notice, details: { ...notice.details } },
    select: { id: true },
  })
  await writeOutbox(tx, accountNoticeSend, OPERATOR, { noticeId: notice.id })
}

/** A notice to be stored; `details` are what its text needs beside kind and time. */
export interface NewNotice {
  readonly id: string
  readonly memberId: string
  readonly kind: string
  readonly toEmail: string
  readonly details: { readonly [key: string]: string | null }
  readonly createdAt: Date
}

/** A notice with its member, or null. */
export const findNotice = async (tx: Tx, id: string) =>
  await tx.accountNotice.findUnique({
    where: { id },
    select: {
      memberId: true,
      kind: true,
      toEmail: true,
      details: true,
      createdAt: true,
      sentAt: true,
      member: { select: { name: true, timeZone: true, language: true } },
    },
  })

/** Notes that a notice went out. */
export const markNoticeSent = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.accountNotice.updateMany({ where: { id, sentAt: null }, data: { sentAt: at } })
}
