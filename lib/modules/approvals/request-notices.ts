import { formatScopeParam, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { noteMembers } from '#lib/modules/notifications/index.ts'
import type { RequestRow } from './repository.ts'

const ownerOfRow = ({ platformId, tenantId }: RequestRow): Owner => ({ platformId, tenantId })
const pathOf = (row: RequestRow): string => `/requests/${row.id}?scope=${formatScopeParam(scopeOfOwner(row))}`

/** What a request is about, in one line. */
const what = (row: RequestRow): string => `${row.action} · ${row.target}`

/** Tells those who can be the second person that somebody asks, at the moment from which the request waits for them. */
export async function noteAsked(
  tx: Tx,
  row: RequestRow,
  { at, memberIds }: { readonly at: Date; readonly memberIds: readonly string[] },
): Promise<void> {
  await noteMembers(tx, at, {
    owner: ownerOfRow(row),
    memberIds,
    kind: 'approval.asked',
    key: row.id,
    title: `${row.requestedByName} asks for a second person: ${what(row)}`,
    text: [
      `Reason: ${row.reason}`,
      `It waits until ${row.expiresAt.toISOString()} (UTC). Approve or refuse it on its page.`,
    ].join('\n'),
    path: pathOf(row),
  })
}

/** Tells all operator admins that a delay takes the place of a second person, and that any of them can refuse meanwhile. */
export async function noteDelay(tx: Tx, row: RequestRow, memberIds: readonly string[]): Promise<void> {
  await noteMembers(tx, row.createdAt, {
    owner: ownerOfRow(row),
    memberIds,
    kind: 'approval.delayed',
    key: row.id,
    title: `There is no second person, so this waits 24 h: ${what(row)}`,
    text: [
      `${row.requestedByName} asked for it. Reason: ${row.reason}`,
      `It is carried out at ${row.notBefore?.toISOString() ?? ''} (UTC) unless it is refused or withdrawn on its page. If you did not ask for it, end your sessions and change your password.`,
    ].join('\n'),
    path: pathOf(row),
  })
}

const OUTCOMES: Readonly<Partial<Record<RequestRow['state'], (about: string) => string>>> = {
  refused: (about) => `Your request was refused: ${about}`,
  expired: (about) => `Your request expired: nobody decided: ${about}`,
  done: (about) => `Your request was carried out: ${about}`,
  failed: (about) => `Your request was approved and failed: ${about}`,
}

/** Tells whoever asked what became of it. */
export async function noteOutcome(tx: Tx, row: RequestRow, at: Date): Promise<void> {
  const title = OUTCOMES[row.state]?.(what(row))
  if (title === undefined) return
  const said = row.decisionReason ?? row.result ?? row.error
  await noteMembers(tx, at, {
    owner: ownerOfRow(row),
    memberIds: [row.requestedBy],
    kind: 'approval.outcome',
    key: row.id,
    title,
    text: [row.decidedByName === null ? '' : `Decided by ${row.decidedByName}.`, said ?? '']
      .filter((line) => line !== '')
      .join('\n'),
    path: pathOf(row),
  })
}
