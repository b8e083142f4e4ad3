// Two admins at once: of two changes none is lost, and what the chain says of them follows one from the other.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { listSignOn, removeProvider, setSignInPolicy, updateProvider } from './index.ts'
import { openAcmeWorld, type AcmeWorld } from './testing/acme-world.ts'

let acmeWorld: AcmeWorld
before(async () => {
  acmeWorld = await openAcmeWorld()
})
after(async () => await acmeWorld.close())

const TIMES = 8

/** What the chain of a scope says of changes of one kind, oldest first. */
async function chain(ctx: RequestContext, action: string) {
  const { entries } = await listAudit(ctx, { action })
  return entries
    .map(({ details }) => ({ before: details?.['before'], after: details?.['after'] }))
    .toReversed()
}

/** Fails unless each change begins with what the one before it left. */
function followsItself(changes: Awaited<ReturnType<typeof chain>>): void {
  for (const [at, change] of changes.entries())
    if (at > 0) assert.deepEqual(change.before, changes[at - 1]?.after, `change ${at} of ${changes.length}`)
}

const console = (scope: Scope): RequestContext => acmeWorld.here.console(scope)

test('a policy that two people set at once has what both said, in a scope without one and in one that has it', async () => {
  const { here, tenancy, world } = acmeWorld
  const operator = console(tenancy.otherTenant)
  const admin = {
    ...world.member(tenancy.otherTenant, 'tenant_admin', newId(), true),
    clock: here.clock,
    stepUpUntil: new Date('2099-01-01'),
  }
  const set = async (ctx: RequestContext, requireFactor: boolean) =>
    await setSignInPolicy(ctx, { requireFactor }, here.own)
  for (let time = 0; time < TIMES; time += 1) {
    const asked = time % 2 === 0
    await Promise.all([set(operator, true), set(admin, asked)])
    const { policy } = await listSignOn(admin, here.own)
    assert.deepEqual(
      [policy.requireFactor, policy.requiredBy.requireFactor],
      [asked, 'operator'],
      `time ${time}: what the operator requires, and what the tenant asks for`,
    )
    await set(operator, false)
    await set(admin, false)
  }
  const changes = await chain(operator, 'sign-in-policy.set')
  assert.equal(changes.length, TIMES * 4)
  followsItself(changes)
})

test('a provider that two people change at once keeps both changes, and each begins with what the other left', async () => {
  const { here, acme, tenancy } = acmeWorld
  const ctx = console(tenancy.tenant)
  const change = async (given: Partial<Parameters<typeof updateProvider>[1]>) =>
    await updateProvider(ctx, { providerId: acme, ...given }, here.own)
  for (let time = 0; time < TIMES; time += 1) {
    const mapping = [{ group: `staff ${time}`, role: 'tenant_viewer' as const }]
    await Promise.all([
      change({ mapping }),
      change({ state: time % 2 === 0 ? 'paused' : 'active' }),
      change({ name: `Acme ${time}` }),
    ])
  }
  const { providers } = await listSignOn(ctx, here.own)
  const [row] = providers
  assert.deepEqual(
    [row?.name, row?.state, row?.mapping],
    [`Acme ${TIMES - 1}`, 'active', [{ group: `staff ${TIMES - 1}`, role: 'tenant_viewer' }]],
  )
  const changes = await chain(ctx, 'identity-provider.update')
  assert.equal(changes.length, TIMES * 3)
  followsItself(changes)
})

test('a provider that is removed while somebody ends its pause stays removed', async () => {
  const { here, globex, tenancy } = acmeWorld
  const ctx = console(tenancy.otherTenant)
  await Promise.allSettled([
    removeProvider(ctx, { providerId: globex }),
    updateProvider(ctx, { providerId: globex, state: 'active' }, here.own),
  ])
  assert.deepEqual((await listSignOn(ctx, here.own)).providers, [])
})
