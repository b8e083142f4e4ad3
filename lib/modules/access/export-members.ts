import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { listMembers } from './list-members.ts'
import {
  exportMembersInput,
  type ExportMembersInput,
  type ListMembersInput,
  type MemberView,
} from './schemas.ts'

const BATCH = 200

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
  const { format, ...filter } = parseInput(exportMembersInput, input)
  if (ctx.readOnly !== true) {
    await ctx.db.tx(async (tx) => {
      await recordAudit(tx, ctx, {
        action: 'member.export',
        target: { kind: 'member', id: 'all' },
        details: { format, isFiltered: filter.text !== undefined },
      })
    })
  }
  return rowsDownload(ctx, {
    name: 'members',
    field: 'members',
    format,
    columns: COLUMNS,
    views: viewsOf(ctx, filter),
  })
}

/** A member who goes while the file is written breaks it off: half a file never looks like a whole one. */
async function* viewsOf(ctx: RequestContext, filter: ListMembersInput): AsyncGenerator<MemberView> {
  let after: string | undefined
  for (;;) {
    const place = after === undefined ? {} : { after }
    const page = await listMembers(ctx, { ...filter, ...place, limit: BATCH })
    yield* page.members
    if (page.next === null) return
    after = page.next
  }
}
