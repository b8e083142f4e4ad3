import type { Runtime } from '#lib/infra/context/runtime.ts'
import { handle, type BoundHandler } from '#lib/infra/jobs/handler.ts'
import { requireOwned } from '#lib/infra/jobs/owned-record.ts'
import { APPROVABLES } from '#lib/modules/approvables/index.ts'
import { carryOutRequest, settleDueRequest } from '#lib/modules/approvals/index.ts'
import { approvalCarryOut, approvalDue } from '#lib/modules/approvals/jobs.ts'
import { sendNotice, type SendParts } from '#lib/modules/notifications/index.ts'
import { noticeSend } from '#lib/modules/notifications/jobs.ts'

/** Jobs of what was asked a second person for, and of notices that are about no incident. */
export const REQUEST_JOBS = [approvalCarryOut, approvalDue, noticeSend] as const

type RequestHandlers = { readonly [Name in (typeof REQUEST_JOBS)[number]['name']]: BoundHandler<Name> }

/** What is done for them. */
export const requestHandlers = ({
  own,
  senders,
}: SendParts & { readonly own: Runtime }): RequestHandlers => ({
  'approval.carry-out': handle(approvalCarryOut, {
    async run(ctx, { requestId }, { owner }) {
      await requireOwned(ctx, 'approvalRequest', requestId, owner)
      await carryOutRequest(ctx, { requestId }, { approvables: APPROVABLES, own })
    },
  }),
  'approval.due': handle(approvalDue, {
    async run(ctx, { requestId }, { owner }) {
      await requireOwned(ctx, 'approvalRequest', requestId, owner)
      await settleDueRequest(ctx, { requestId }, own)
    },
  }),
  'notice.send': handle(noticeSend, {
    async run(ctx, { noticeId }, { owner }) {
      await requireOwned(ctx, 'notice', noticeId, owner)
      await sendNotice(ctx, { noticeId }, { mailer: senders.mailer, own })
    },
  }),
})
