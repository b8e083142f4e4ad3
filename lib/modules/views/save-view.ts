import { DomainError, invalidField } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMember, toView } from './acting-member.ts'
import { MOST_VIEWS } from './domain/screens.ts'
import { clearDefaults, countOwn, insertView, isNameTaken } from './repository.ts'
import { saveViewInput, type SavedViewView, type SaveViewInput } from './schemas.ts'

/**
 * Saves a view of a list, for the member alone or for everybody in the scope. Throws `invalid_input` for a name that is taken
 * and `limit_exceeded` beyond 50 views of one list.
 */
export async function saveView(ctx: RequestContext, input: SaveViewInput): Promise<SavedViewView> {
  authorize(ctx, 'profile:write')
  const view = parseInput(saveViewInput, input)
  if (view.isShared) authorize(ctx, 'view:share')
  const memberId = actingMember(ctx)
  const owner = ownerOf(ctx.scope)
  return await ctx.db.tx(async (tx) => {
    const { screen, name } = view
    if (await isNameTaken(tx, owner, { screen, memberId, name }))
      throw invalidField('name', 'you have a view of this name already: choose another, or change that one')
    if ((await countOwn(tx, owner, { screen, memberId })) >= MOST_VIEWS)
      throw new DomainError(
        'limit_exceeded',
        `You have ${MOST_VIEWS} views of this list: delete one you no longer use.`,
      )
    const row = await insertView(tx, owner, { ...view, memberId, at: ctx.clock.now() })
    if (row.isDefault) await clearDefaults(tx, owner, row)
    await recordAudit(tx, ctx, {
      action: 'view.save',
      target: { kind: 'saved_view', id: row.id, name },
      details: { screen, isShared: row.isShared, isDefault: row.isDefault },
    })
    return toView(row, memberId)
  })
}
