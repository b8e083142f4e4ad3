import { invalidField } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { changeTenant, endSuspension, findTenant, openSuspension } from './repository.ts'
import { updateTenantInput, type TenantView, type UpdateTenantInput } from './schemas.ts'
import { refuseTenantScope } from './refuse-tenant-scope.ts'
import { toTenantView } from './views.ts'

/**
 * Renames, suspends or takes a tenant in again. A suspension needs a reason and names whom its members may ask; nothing
 * is deleted by it. Throws `not_found`, `conflict` when the name is taken, and `invalid_input` without a reason.
 */
export async function updateTenant(ctx: RequestContext, input: UpdateTenantInput): Promise<TenantView> {
  authorize(ctx, 'tenant:update')
  refuseTenantScope(ctx)
  const { tenantId, name, state, reason, contact } = parseInput(updateTenantInput, input)
  if (state !== undefined) authorize(ctx, 'tenant:suspend')
  if (state === 'suspended' && reason === undefined) {
    throw invalidField('reason', 'say why, in at least 10 characters: the members of the tenant read it')
  }
  const change = { ...(name === undefined ? {} : { name }), ...(state === undefined ? {} : { state }) }
  return await ctx.db.tx(async (tx) => {
    const before = await findTenant(tx, tenantId)
    const { id, platformId } = await changeTenant(tx, tenantId, change)
    if (state === 'suspended') {
      const asked = { reason: reason ?? '', contact: contact ?? contactOf(ctx) }
      await suspend(tx, ctx, { id, platformId, ...asked })
    }
    if (state === 'active')
      await endSuspension(tx, id, { at: ctx.clock.now(), by: actorLabel(ctx.actor).name })
    const tenant = await findTenant(tx, id)
    if (tenant === null) throw new Error('a tenant that was just changed is gone')
    await recordAudit(tx, ctx, {
      action: ACTIONS[state ?? 'renamed'],
      target: { kind: 'tenant', id, name: tenant.name },
      details: {
        before: recorded(before, change, before),
        after: recorded(tenant, change, before),
      },
      owner: { platformId, tenantId: id },
    })
    return toTenantView(tenant)
  })
}

type TenantRow = NonNullable<Awaited<ReturnType<typeof findTenant>>>

/**
 * What a tenant is in the fields that a change touches; with another state, why it is shut out and whether its members are told
 * whom to ask. Who that is stays out of it: it is mostly a person, and what is told about a tenant outlives their erasure.
 */
function recorded(
  row: TenantRow | null,
  { name, state }: { readonly name?: string; readonly state?: string },
  before: TenantRow | null,
) {
  const shut = {
    state: row?.state ?? null,
    reason: row?.suspension[0]?.reason ?? null,
    contact: contactOnRecord(contactIn(row), contactIn(before)),
  }
  return {
    ...(name === undefined ? {} : { name: row?.name ?? null }),
    ...(state === undefined ? {} : shut),
  }
}

const contactIn = (row: TenantRow | null): string | null => row?.suspension[0]?.contact ?? null

function contactOnRecord(now: string | null, before: string | null): 'none' | 'set' | 'replaced' {
  if (now === null) return 'none'
  return before === null || before === now ? 'set' : 'replaced'
}

const ACTIONS = { renamed: 'tenant.rename', suspended: 'tenant.suspend', active: 'tenant.resume' } as const

/** Whom members may ask when nobody else is named. */
const contactOf = ({ actor }: RequestContext): string =>
  actor.kind === 'member' ? `${actor.name}, ${actor.email}` : 'the operator'

async function suspend(
  tx: Tx,
  ctx: RequestContext,
  asked: { id: string; platformId: string; reason: string; contact: string },
): Promise<void> {
  const { id, platformId, reason, contact } = asked
  const row = {
    tenantId: id,
    platformId,
    reason,
    contact,
    suspendedBy: actorLabel(ctx.actor).name,
    since: ctx.clock.now(),
  }
  await openSuspension(tx, row)
}
