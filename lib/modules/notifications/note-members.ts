import type { Tx } from '#lib/infra/db/index.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { noticeSend } from './jobs.ts'
import { insertNotices, type NewNotice } from './notice-repository.ts'

/**
 * Tells members something that is about no incident, in the portal at once and by mail after this transaction. Whoever has a
 * notice of this kind and key already gets no second one.
 */
export async function noteMembers(tx: Tx, at: Date, notice: NewNotice): Promise<void> {
  for (const noticeId of await insertNotices(tx, at, notice))
    await writeOutbox(tx, noticeSend, notice.owner, { noticeId })
}
