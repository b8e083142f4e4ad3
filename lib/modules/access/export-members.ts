import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, viewsInTurn, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { findMemberIds, findMembersInTurn } from './member-list-repository.ts'
import { exportMembersInput, type ExportMembersInput, type MemberView } from './schemas.ts'
import { toMemberView } from './views.ts'

const COLUMNS: readonly ExportColumn<MemberView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['email', ({ email }) => email],
  ['state', ({ state }) => state],
  ['created_at', ({ createdAt }) => createdAt],
  [
    'roles',
    ({ bindings }) =>
      bindings
        .map(({ role, scope, expiresAt }) =>
          expiresAt === null ? `${role} in ${scope}` : `${role} in ${scope} until ${expiresAt}`,
        )
        .join('; '),
  ],
]

/**
 * Exports the members that a filter leaves, in its order, as CSV or as JSON, written while they are read. The export is an
 * audit entry, except where the context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportMembers(ctx: RequestContext, input: ExportMembersInput): Promise<Download> {
  authorize(ctx, 'member:read')
  const { format, text, sort } = parseInput(exportMembersInput, input)
  await recordListExport(ctx, {
    action: 'member.export',
    kind: 'member',
    details: { format, isFiltered: text !== undefined },
  })
  const ids = await ctx.db.read(async (tx) => await findMemberIds(tx, text, sort))
  const views = viewsInTurn(ids, async (batch) => {
    const members = await ctx.db.read(async (tx) => await findMembersInTurn(tx, batch))
    return members.map(toMemberView)
  })
  return rowsDownload(ctx, { name: 'members', field: 'members', format, columns: COLUMNS, views })
}
