import assert from 'node:assert/strict'
import { manualClock, systemClock, type Clock } from '#lib/core/clock.ts'
import { memberId, platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { mintAckToken } from '#lib/infra/auth/ack-token.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { fireStep, openIncidentFromAlert } from '#lib/modules/incidents/index.ts'
import { setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'

/** An installation in which Ada has just been paged and Kwame is next. */
export interface PageWorld {
  readonly world: TestWorld
  readonly runtime: Runtime
  readonly tenant: Extract<Scope, { kind: 'tenant' }>
  readonly ada: string
  readonly kwame: string
  /** Opens an incident about which Ada is paged at once; Kwame would be after so many seconds. */
  readonly page: (title: string, secondsToKwame?: number) => Promise<string>
  /** The token of the link that a member gets. */
  readonly token: (incidentId: string, of: string, change?: TokenChange) => string
  close(): Promise<void>
}

/** What makes a token another one. */
interface TokenChange {
  readonly scope?: Exclude<Scope, { kind: 'operator' }>
  readonly expiresAt?: Date
  readonly key?: Uint8Array
}

const HOUR_MS = 3_600_000

/** Opens such an installation and makes it the one of this process; it stands still in time unless told otherwise. */
export async function openPageWorld(
  publicUrl: string,
  clock: Clock = manualClock(systemClock.now()),
): Promise<PageWorld> {
  const world = await openTestWorld()
  const log = createLogger('test', 'fatal')
  const runtime = createRuntime({ secret: TEST_SECRET, database: world.database, log, publicUrl, clock })
  installRuntime(runtime)
  const console = world.console(operatorScope, clock)
  const { id } = await createPlatform(console, { name: 'Sankofa' })
  const owner = { kind: 'tenant', platformId: platformId(id) } as const
  const tenant = {
    ...owner,
    tenantId: tenantId((await createTenant(console, { platformId: id, name: 'Acme' })).id),
  }
  const [ada, kwame] = [await addMember(world, 'Ada Lovelace'), await addMember(world, 'Kwame Mensah')]
  return {
    world,
    runtime,
    tenant,
    ada,
    kwame,
    async page(title, secondsToKwame = 300) {
      const platform = { kind: 'platform', platformId: tenant.platformId } as const
      const steps = [
        { delaySeconds: 0, memberIds: [ada] },
        { delaySeconds: secondsToKwame, memberIds: [kwame] },
      ]
      await setEscalationPolicy(world.console(platform, clock), { steps })
      const alertId = await addAlert(world, tenant, title, clock.now())
      const { incidentId } = await openIncidentFromAlert(world.job(platform, clock), { alertId })
      assert.ok(incidentId !== null)
      await fireStep(world.job(platform, clock), { incidentId, step: 0 })
      return incidentId
    },
    token: (incidentId, of, change = {}) =>
      mintAckToken(change.key ?? runtime.keyring.ackToken, {
        incidentId,
        memberId: memberId(of),
        scope: change.scope ?? tenant,
        expiresAt: change.expiresAt ?? new Date(clock.now().getTime() + HOUR_MS),
      }),
    close: async () => await world.close(),
  }
}

/** Somebody on call for the whole operator. */
async function addMember(world: TestWorld, name: string): Promise<string> {
  const id = newId()
  const email = `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.test`
  await world.database.asAuth(
    async (tx) =>
      await tx.member.create({
        data: { id, email, name, timeZone: 'Asia/Kuala_Lumpur' },
        select: { id: true },
      }),
  )
  await world.database.withScope(
    operatorScope,
    async (tx) => await tx.roleBinding.create({ data: { memberId: id, role: 'on_call' } }),
  )
  return id
}

/** A firing alert of a tenant, as the engine writes it. */
async function addAlert(
  world: TestWorld,
  tenant: PageWorld['tenant'],
  summary: string,
  at: Date,
): Promise<string> {
  const { platformId: platform, tenantId: of } = tenant
  return await world.database.withScope({ kind: 'platform', platformId: platform }, async (tx) => {
    const rule = await tx.rule.create({
      data: { platformId: platform, tenantId: of, name: summary, expr: 'up == 0', severity: 'P0', summary },
      select: { id: true },
    })
    const alert = await tx.alert.create({
      data: {
        platformId: platform,
        tenantId: of,
        ruleId: rule.id,
        fingerprint: rule.id,
        labels: { job: 'license-server' },
        state: 'firing',
        summary,
        activeAt: at,
        firedAt: at,
        updatedAt: at,
      },
      select: { id: true },
    })
    return alert.id
  })
}
