import { forbidden, invalidField, notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMember, toView } from './acting-member.ts'
import { clearDefaults, findView, isNameTaken, updateView, type ViewRow } from './repository.ts'
import { changeViewInput, type ChangeViewInput, type SavedViewView } from './schemas.ts'

/** What of a view can be changed. */
const contentOf = ({ name, query, isShared, isDefault }: ViewRow) => ({ name, query, isShared, isDefault })

/**
 * Changes a view of one's own: its name, what it shows, whether others have it, whether the list begins with it. Throws
 * `not_found`, `forbidden` for a shared one of somebody else, and `invalid_input` for a name that is taken.
 */
export async function changeView(ctx: RequestContext, input: ChangeViewInput): Promise<SavedViewView> {
  authorize(ctx, 'profile:write')
  const { viewId, name, query, isShared, isDefault } = parseInput(changeViewInput, input)
  const memberId = actingMember(ctx)
  const owner = ownerOf(ctx.scope)
  return await ctx.db.tx(async (tx) => {
    const before = await findView(tx, owner, { id: viewId, memberId })
    if (before === null) throw notFound()
    if (before.memberId !== memberId) throw forbidden('profile:write')
    const next = {
      name: name ?? before.name,
      query: query ?? before.query,
      isShared: isShared ?? before.isShared,
      isDefault: isDefault ?? before.isDefault,
    }
    if (next.isShared) authorize(ctx, 'view:share')
    if (await isNameTaken(tx, owner, { screen: before.screen, memberId, name: next.name }, viewId))
      throw invalidField('name', 'you have a view of this name already: choose another, or change that one')
    const row = await updateView(tx, viewId, { ...next, at: ctx.clock.now() })
    if (row.isDefault) await clearDefaults(tx, owner, row)
    await recordAudit(tx, ctx, {
      action: 'view.change',
      target: { kind: 'saved_view', id: viewId, name: row.name },
      details: { screen: row.screen, before: contentOf(before), after: contentOf(row) },
    })
    return toView(row, memberId)
  })
}
