import { z } from 'zod'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { memberId, platformId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'
import { operatorScope, ownerOf, type Scope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { listAudit, recordAudit } from '#lib/modules/audit/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { defineApprovable, requestApproval, type Approvable } from '../index.ts'
import type { ApprovalView } from '../schemas.ts'

/** An hour in milliseconds. */
export const HOUR = 3_600_000
/** A reason that is long enough. */
export const REASON = 'the contract has ended'

/** A member with a role, and what they ask with. */
export interface Person {
  readonly id: string
  readonly bindingId: string
  readonly ctx: RequestContext
}

/** A database with two platforms, a clock that is moved by hand, and an action that needs two people. */
export interface ApprovalsWorld {
  readonly world: TestWorld
  readonly clock: ReturnType<typeof manualClock>
  readonly here: Scope
  readonly beside: Scope
  readonly parts: { readonly approvables: readonly Approvable[]; readonly own: Runtime }
  /** What was carried out: `<tenant> <who asked> <who approved>`. */
  readonly performed: string[]
  /** What the action throws from now on. */
  failWith(error: Error | null): void
  /** A new tenant of `here`. */
  addTenant(): Promise<string>
  /** A member with a role in a scope, who looks at `at`, always with a fresh second factor. */
  person(role: Role, name: string, scope?: Scope, at?: Scope): Promise<Person>
  ask(ctx: RequestContext, tenantId: string): Promise<ApprovalView>
  /** The system in a scope, `here` unless said otherwise. */
  job(scope?: Scope): RequestContext
  outboxKinds(requestId: string): Promise<string[]>
  /** Actions of the audit entries about a request, oldest first. */
  actionsOf(requestId: string): Promise<string[]>
  /** Kinds of the notices that a member has, oldest first. */
  noticesOf(memberId: string): Promise<string[]>
  /** Takes every role from everybody. */
  removeAllRoles(): Promise<void>
}

/** Something real to do: it writes into the audit chain, as the system, with both names. */
const erasing = (performed: string[], failure: { error: Error | null }): Approvable =>
  defineApprovable({
    action: 'test.erase',
    permission: 'tenant:erase',
    inputSchema: z.strictObject({
      tenantId: z.uuid('the id of a tenant'),
      note: z.string().max(10).optional(),
    }),
    describe: async (ctx, { tenantId }) =>
      await ctx.db.read(async (tx) => (await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })).name),
    async perform(ctx, { tenantId }, by) {
      if (failure.error !== null) throw failure.error
      authorize(ctx, 'tenant:erase')
      const details = { asked: by.requestedBy.name, approved: by.approvedBy?.name ?? null }
      await ctx.db.tx(
        async (tx) =>
          await recordAudit(tx, ctx, {
            action: 'test.erase',
            target: { kind: 'tenant', id: tenantId },
            details,
          }),
      )
      performed.push(`${tenantId} ${details.asked} ${details.approved ?? 'nobody'}`)
      return 'It was erased.'
    },
  })

async function addPlatform(world: TestWorld): Promise<Scope> {
  const { id } = await createPlatform(world.console(operatorScope), { name: `Platform ${newId()}` })
  return { kind: 'platform', platformId: platformId(id) }
}

/** Opens the world; `close` of its `world` ends it. */
export async function openApprovalsWorld(): Promise<ApprovalsWorld> {
  const world = await openTestWorld()
  const clock = manualClock(systemClock.now())
  const log = createLogger('approvals', 'silent')
  const publicUrl = 'http://localhost:3000'
  const own = createRuntime({ secret: TEST_SECRET, database: world.database, log, publicUrl, clock })
  installRuntime(own)
  const failure: { error: Error | null } = { error: null }
  const performed: string[] = []
  const parts = { approvables: [erasing(performed, failure)], own }
  const [here, beside] = [await addPlatform(world), await addPlatform(world)]
  const asOperator = async <T>(read: Parameters<typeof world.database.withScope<T>>[1]): Promise<T> =>
    await world.database.withScope(operatorScope, read)
  return {
    world,
    clock,
    here,
    beside,
    parts,
    performed,
    failWith: (error) => {
      failure.error = error
    },
    async addTenant() {
      const input = { platformId: ownerOf(here).platformId ?? '', name: `Tenant ${newId()}` }
      return (await createTenant(world.console(operatorScope), input)).id
    },
    async person(role, name, scope = here, at = scope) {
      const { memberId: id, bindingId } = await addMember(world, scope, role, name)
      const actor = { kind: 'member', id: memberId(id), name, email: `${id}@example.test` } as const
      const stepUpUntil = new Date(clock.now().getTime() + 1000 * HOUR)
      return { id, bindingId, ctx: { ...world.member(at, role, id, true), clock, actor, stepUpUntil } }
    },
    async ask(ctx, tenantId) {
      const input = { action: 'test.erase', input: { tenantId }, reason: REASON }
      return await requestApproval(ctx, input, parts)
    },
    job: (scope = here) => world.job(scope, clock),
    outboxKinds: async (requestId) =>
      await asOperator(async (tx) => {
        const rows = await tx.outbox.findMany({ orderBy: { id: 'asc' } })
        return rows
          .filter(({ payload }) => JSON.stringify(payload).includes(requestId))
          .map(({ kind }) => kind)
      }),
    async actionsOf(requestId) {
      const { entries } = await listAudit(world.console(operatorScope), { limit: 200 })
      return entries
        .filter(({ targetId }) => targetId === requestId)
        .map(({ action }) => action)
        .toReversed()
    },
    noticesOf: async (id) =>
      await asOperator(async (tx) => {
        const rows = await tx.notice.findMany({ where: { memberId: id }, orderBy: { id: 'asc' } })
        return rows.map(({ kind }) => kind)
      }),
    removeAllRoles: async () => {
      await asOperator(async (tx) => await tx.roleBinding.deleteMany())
    },
  }
}
