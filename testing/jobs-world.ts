import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { systemClock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Owner, type Scope } from '#lib/core/scope.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId, openPool } from '#lib/infra/db/index.ts'
import { ownAddresses } from '#lib/infra/http/own-addresses.ts'
import { createOutgoing } from '#lib/infra/http/outgoing.ts'
import { createWebhookSender } from '#lib/infra/http/webhook.ts'
import type { SqlPool } from '#lib/infra/jobs/index.ts'
import { createMailer, mailServerAddresses, type Mailer } from '#lib/infra/mail/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { addChannel, allowOutgoing } from '#lib/modules/access/index.ts'
import { setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { openTestWorld, type TestWorld } from './contexts.ts'
import { insertMember } from './insert-member.ts'
import { startListener, type TestListener } from './listeners.ts'
import { openMailbox, type Mailbox } from './mailbox.ts'
import { TEST_SECRET } from './template.ts'
import { openWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts'
import { startJobs, type JobsProcess } from '#workers/jobs/start-jobs.ts'
import type { HandlerParts } from '#workers/registry.ts'

/** A real database, mail server and webhook receiver, with a platform, two tenants and two people on call. */
export interface JobsWorld {
  readonly world: TestWorld
  /** The superuser. */
  readonly admin: SqlPool
  readonly own: Runtime
  readonly mailbox: Mailbox
  readonly receiver: WebhookReceiver
  readonly platform: Extract<Scope, { kind: 'platform' }>
  readonly acme: Extract<Scope, { kind: 'tenant' }>
  readonly globex: Extract<Scope, { kind: 'tenant' }>
  /** First and second on call; Ada has a webhook as well. */
  readonly ada: string
  readonly kwame: string
  /** Signing secret of Ada's webhook. */
  readonly webhookSecret: string
  /** What handlers need, for running them by hand. */
  readonly parts: HandlerParts
  /** Starts a jobs process inside this one, with times short enough for a test, and another mailer if given. */
  start(change?: { readonly mailer?: Mailer }): JobsProcess
  /** Sets who is paged, and when Kwame is, in seconds after Ada. */
  setPolicy(kwameAfterSeconds: number): Promise<void>
  /** A rule of the platform; returns its id. */
  addRule(change?: { readonly owner?: Owner }): Promise<string>
  /** What the engine writes when an alert fires: the alert and its outbox row. Returns the alert's id. */
  fire(ruleId: string, change?: { readonly owner?: Owner; readonly job?: string }): Promise<string>
  /** What the engine writes when it recovers. */
  recover(alertId: string): Promise<void>
  /** The incident of an alert, once there is one. */
  incidentOf(alertId: string): Promise<string | null>
  close(): Promise<void>
}

/** A tenant of a platform, with a service `web`. */
async function addTenant(
  admin: SqlPool,
  platform: JobsWorld['platform'],
  name: string,
): Promise<JobsWorld['acme']> {
  const tenant = { kind: 'tenant', platformId: platform.platformId, tenantId: tenantId(newId()) } as const
  await admin.query('insert into tenant (id, platform_id, name) values ($1, $2, $3)', [
    tenant.tenantId,
    tenant.platformId,
    name,
  ])
  await admin.query(`insert into service (id, platform_id, tenant_id, name) values ($1, $2, $3, 'web')`, [
    newId(),
    tenant.platformId,
    tenant.tenantId,
  ])
  return tenant
}

const FIRE = `
  with alert as (
    insert into alert (id, platform_id, tenant_id, rule_id, fingerprint, labels, state, value, summary, active_at, fired_at, updated_at)
    values ($1, $2, $3, $4, $5, jsonb_build_object('job', $6::text), 'firing', 0, $6::text || ' is down', now(), now(), now()))
  insert into outbox (id, platform_id, tenant_id, kind, payload)
  values ($7, $2, $3, 'alert.firing', jsonb_build_object('alertId', $1::uuid))`
const RECOVER = `
  with alert as (
    update alert set state = 'resolved', resolved_at = now(), updated_at = now() where id = $1 returning platform_id, tenant_id)
  insert into outbox (id, platform_id, tenant_id, kind, payload)
  select $2, platform_id, tenant_id, 'alert.resolved', jsonb_build_object('alertId', $1::uuid) from alert`

/** What the engine does, in its own words. */
function engineOf(
  admin: SqlPool,
  platform: JobsWorld['platform'],
  acme: Owner,
): Pick<JobsWorld, 'addRule' | 'fire' | 'recover' | 'incidentOf'> {
  return {
    async addRule({ owner = { platformId: platform.platformId, tenantId: null } } = {}) {
      const id = newId()
      await admin.query(
        `insert into rule (id, platform_id, tenant_id, name, expr, severity, summary) values ($1, $2, $3, $4, 'up == 0', 'P1', '')`,
        [id, owner.platformId, owner.tenantId, `Rule ${id}`],
      )
      return id
    },
    async fire(ruleId, { owner = acme, job = 'web' } = {}) {
      const id = newId()
      await admin.query(FIRE, [id, owner.platformId, owner.tenantId, ruleId, id, job, newId()])
      return id
    },
    async recover(alertId) {
      await admin.query(RECOVER, [alertId, newId()])
    },
    async incidentOf(alertId) {
      const { rows } = await admin.query<{ id: string | null }>(
        'select incident_id as id from alert where id = $1',
        [alertId],
      )
      return rows[0]?.id ?? null
    },
  }
}

/** The ways out, and a runtime of its own for this database. */
function waysOut(
  world: TestWorld,
  mailbox: Mailbox,
  { watcherPort, silent, publicUrl }: { watcherPort: number; silent: TestListener; publicUrl: string },
) {
  const log = createLogger('test', 'fatal')
  const own = createRuntime({ secret: TEST_SECRET, database: world.database, log, publicUrl })
  installRuntime(own)
  const mailer = createMailer({ url: mailbox.url, from: 'Bailiwick <bailiwick@example.test>' })
  const outgoing = createOutgoing({ log })
  const webhooks = createWebhookSender(outgoing, systemClock)
  const senders = { mailer, webhooks, clock: systemClock }
  return {
    own,
    senders,
    anchors: {
      outgoing,
      bucket: null,
      stateDirectory: '/',
      everyMinutes: 15,
      ownAddresses,
      mailServer: async () => await mailServerAddresses(mailbox.url),
    },
    watcher: { secret: TEST_SECRET, url: `http://127.0.0.1:${watcherPort}` },
    // A web process that has nothing to show.
    canaries: { webUrl: silent.origin, engineUrl: silent.origin, metricsToken: 'none' },
    leaseSeconds: 2,
  }
}

/** Records of which none is old. */
const NOTHING_OLD = { prune: async () => await Promise.resolve(0) }

/** Opens a world for one test file. */
export async function openJobsWorld(publicUrl = 'https://bailiwick.example'): Promise<JobsWorld> {
  // Archives, of the canaries too, lie where the test can take them away.
  const archives = mkdtempSync(join(tmpdir(), 'jobs-archives-'))
  process.env['EXPORT_DIR'] = archives
  const world = await openTestWorld(10)
  const admin = openPool(world.db.urls.admin, 'test-admin', 3)
  const [mailbox, receiver] = [await openMailbox(), await openWebhookReceiver()]
  const silent = await startListener((_request, response) => {
    response.statusCode = 404
    response.end()
  })
  const shared = waysOut(world, mailbox, { watcherPort: receiver.port, silent, publicUrl })
  const { own } = shared
  const platform = { kind: 'platform', platformId: platformId(newId()) } as const
  await admin.query(`insert into platform (id, name) values ($1, 'Phoenix')`, [platform.platformId])
  const [acme, globex] = [
    await addTenant(admin, platform, 'acme'),
    await addTenant(admin, platform, 'globex'),
  ]
  const [ada, kwame] = [await insertMember(admin, 'Ada'), await insertMember(admin, 'Kwame')]
  await allowOutgoing(world.console(operatorScope), {
    cidr: '127.0.0.1/32',
    port: receiver.port,
    reason: 'a test',
  })
  const webhook = { kind: 'webhook', target: receiver.url } as const
  const channel = await addChannel(world.member(operatorScope, 'on_call', ada), webhook, own)
  const known = { world, admin, own, mailbox, receiver, platform, acme, globex, ada, kwame }
  return {
    ...known,
    webhookSecret: channel.secret ?? '',
    parts: { ...shared, outbox: NOTHING_OLD, accounts: NOTHING_OLD },
    ...engineOf(admin, platform, { platformId: acme.platformId, tenantId: acme.tenantId }),
    start: (change = {}) =>
      startJobs({
        ...shared,
        senders: { ...shared.senders, ...change },
        jobsUrl: world.db.urls.jobs,
        registry: new Registry(),
        sweepSeconds: 1.5,
        timing: { paging: { lockMs: 1000, stalledCheckMs: 500 } },
      }),
    async setPolicy(kwameAfterSeconds) {
      const steps = [
        { delaySeconds: 0, memberIds: [ada] },
        { delaySeconds: kwameAfterSeconds, memberIds: [kwame] },
      ]
      await setEscalationPolicy(world.console(platform), { steps })
    },
    async close() {
      shared.senders.mailer.close()
      await mailbox.close()
      await receiver.close()
      await silent.close()
      await admin.end()
      await world.close()
      rmSync(archives, { recursive: true })
    },
  }
}
