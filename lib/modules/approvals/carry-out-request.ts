import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError, notFound } from '#lib/core/errors.ts'
import { isPermission } from '#lib/core/permissions.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import type { Approvable } from './approvable.ts'
import { stepApproval, type ApprovalState } from './domain/approval-state.ts'
import { holdersOf } from './domain/holders.ts'
import { readHeldRoles } from './holder-repository.ts'
import { ACTION_SECONDS, approvalCarryOut } from './jobs.ts'
import { changeRequest, claimRequest, findRequest, lockRequest, type RequestRow } from './repository.ts'
import { noteOutcome } from './request-notices.ts'
import { approvalRef, type ApprovalRef } from './schemas.ts'

/** What carrying out needs of its process. */
export interface CarryOutParts {
  readonly approvables: readonly Approvable[]
  readonly own: Runtime
}

/** How carrying a request out ended; both are one sentence for whoever asked. */
type Outcome =
  | { readonly event: 'carried_out'; readonly result: string }
  | { readonly event: 'fail'; readonly error: string }

const MAX_WORDS = 1000

/**
 * Records how an approved request ended: on the request, in the audit chain with whoever asked and whoever approved, and as
 * a notice. Changes nothing when that was recorded before.
 */
async function settleOutcome(
  ctx: RequestContext,
  requestId: string,
  outcome: Outcome,
): Promise<ApprovalState | null> {
  return await ctx.db.tx(async (tx) => {
    const row = await lockRequest(tx, requestId)
    if (row === null) return null
    const step = stepApproval(row.state, outcome.event)
    if (step.kind !== 'change') return row.state
    const at = ctx.clock.now()
    const said =
      outcome.event === 'carried_out'
        ? { result: outcome.result.slice(0, MAX_WORDS) }
        : { error: outcome.error.slice(0, MAX_WORDS) }
    const settled = await changeRequest(tx, requestId, { state: step.to, doneAt: at, ...said })
    await noteOutcome(tx, settled, at)
    await recordAudit(tx, ctx, {
      action: step.to === 'done' ? 'approval.carry-out' : 'approval.fail',
      target: { kind: 'approval_request', id: requestId, name: `${row.action} · ${row.target}` },
      details: {
        action: row.action,
        input: row.input,
        requestedBy: row.requestedByName,
        requestedById: row.requestedBy,
        approvedBy: row.decidedByName,
        approvedById: row.decidedBy,
        ...said,
      },
      owner: { platformId: row.platformId, tenantId: row.tenantId },
    })
    return settled.state
  })
}

/** Longer than an action may take: a run whose process died does not hold the request for ever. */
const CLAIM_MS = (ACTION_SECONDS + 60) * 1000

/**
 * Why a request is not carried out although it was approved: whoever asked, or whoever approved it, was disabled or lost
 * what it takes. A role that was taken meanwhile takes its requests and its approvals with it. Null when both stand.
 */
async function whoLostIt({ own }: CarryOutParts, row: RequestRow): Promise<string | null> {
  const { permission, requestedBy, requestedByName, decidedBy } = row
  if (!isPermission(permission)) return `This version does not know the permission ${permission}.`
  const held = await readHeldRoles(own.database, own.clock.now())
  const holders = holdersOf(held, permission, scopeOfOwner(row))
  const lost = (who: string, what: string): string => `${who} does not hold ${what} here any more.`
  if (!holders.has(requestedBy)) return lost(`${requestedByName}, who asked,`, permission)
  // Nobody decided what a delay let through.
  if (decidedBy === null) return null
  const approver = `${row.decidedByName ?? decidedBy}, who approved,`
  if (!holders.has(decidedBy)) return lost(approver, permission)
  const approvers = holdersOf(held, 'request:approve', scopeOfOwner(row))
  return approvers.has(decidedBy) ? null : lost(approver, 'request:approve')
}

const failure = (error: string): Outcome => ({ event: 'fail', error })

async function perform(parts: CarryOutParts, row: RequestRow): Promise<Outcome> {
  const { own, approvables } = parts
  const approvable = approvables.find(({ action }) => action === row.action)
  if (approvable === undefined) return failure(`This version does not know ${row.action}.`)
  const lost = await whoLostIt(parts, row)
  if (lost !== null) return failure(lost)
  const ctx = systemContext({
    scope: scopeOfOwner(row),
    // What two members gave together, and nothing that the job itself may do.
    actor: { kind: 'job', name: approvalCarryOut.name, permissions: [approvable.permission] },
    database: own.database,
    clock: own.clock,
    log: own.log,
  })
  try {
    const result = await approvable.perform(ctx, row.input, {
      approvalId: row.id,
      requestedBy: { id: row.requestedBy, name: row.requestedByName },
      approvedBy:
        row.decidedBy === null ? null : { id: row.decidedBy, name: row.decidedByName ?? row.decidedBy },
    })
    return { event: 'carried_out', result }
  } catch (error) {
    // Our own refusals are for people; anything else may hold what is nobody's business.
    if (error instanceof DomainError) return failure(error.message)
    own.log.error({ err: error, approval: row.id, action: row.action }, 'an approved action failed')
    return failure(`It failed for a reason that stands in the log of the jobs process (request ${row.id}).`)
  }
}

/** Milliseconds between two looks at what another run is doing, and how often. */
const LOOK_MS = 250
const LOOKS = 40

/** Waits for the run that has the request; throws `unavailable` when that takes longer, so that a job comes back. */
async function settledElsewhere(ctx: RequestContext, requestId: string): Promise<ApprovalState> {
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(LOOK_MS)
    const row = await ctx.db.read(async (tx) => await findRequest(tx, requestId))
    if (row !== null && row.state !== 'approved') return row.state
  }
  throw new DomainError('unavailable', 'Another run carries this request out.')
}

/**
 * Does what was asked for and approved, as the system in the scope of the request, and records how it ended. Does nothing
 * for a request that is not approved. Throws `unavailable` while another run has it. For jobs.
 */
export async function carryOutRequest(
  ctx: RequestContext,
  input: ApprovalRef,
  parts: CarryOutParts,
): Promise<{ state: ApprovalState }> {
  authorize(ctx, 'request:approve')
  const { requestId } = parseInput(approvalRef, input)
  const now = ctx.clock.now()
  const { row, isMine } = await ctx.db.tx(async (tx) => ({
    isMine: await claimRequest(tx, requestId, { now, until: new Date(now.getTime() + CLAIM_MS) }),
    row: await findRequest(tx, requestId),
  }))
  if (row === null) throw notFound()
  if (row.state !== 'approved') return { state: row.state }
  if (!isMine) return { state: await settledElsewhere(ctx, requestId) }
  const state = await settleOutcome(ctx, requestId, await perform(parts, row))
  return { state: state ?? row.state }
}
