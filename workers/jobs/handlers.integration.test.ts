// Every handler of the registry, enumerated: run twice it does the same as run once, and with another tenant's id in its
// payload it is refused, audited, and changes nothing. A job without a case here fails the suite.
// suite: long
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { permissionsOfJob } from '#lib/core/job-permissions.ts'
import type { Permission } from '#lib/core/permissions.ts'
import { operatorScope, ownerOf, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import { inviteMember } from '#lib/modules/access/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { fireStep, openIncidentFromAlert } from '#lib/modules/incidents/index.ts'
import { createRegistry, DEFINITIONS, type JobName, type Registry } from '../registry.ts'
import { openJobsWorld, type JobsWorld } from '#testing/jobs-world.ts'
import { accountNoticeOf, channelOf, exportOf, keyOf, noticeOf, requestOf } from '#testing/job-records.ts'

/** One job with a payload that is right for `owner`, and what a foreign payload would have changed. */
interface Case {
  /** Makes the record of an owner and returns the payload that names it. */
  make(owner: Owner): Promise<Record<string, unknown>>
  /** Whose record it is; a tenant's unless said otherwise. */
  readonly owner?: Owner
  /** True for a job that names no record at all. */
  readonly namesNothing?: boolean
  /** Effects outside of the database that a second run may repeat, each harmless because receivers know its id. */
  readonly mayRepeat?: boolean
}

/**
 * What jobs ask for in other tests: an erasure from a context of its own, the canaries once a marker has crossed, an export
 * that is made and not only removed.
 */
const ASKED_ELSEWHERE = [
  'tenant-export.carry-out audit:export',
  'tenant-export.carry-out audit:read',
  'tenant-erasure.carry-out tenant:erase',
  'tenant-erasure.carry-out tenant:update',
  'tenant-erasure.carry-out tenant:suspend',
  'tenant-erasure.carry-out audit:read',
  'canary.check incident:open',
]

let here: JobsWorld
let registry: Registry

before(async () => {
  here = await openJobsWorld()
  await here.setPolicy(600)
  registry = createRegistry(here.parts)
})
after(async () => await here.close())

const ownerOfAcme = (): Owner => ownerOf(here.acme)
const ownerOfGlobex = (): Owner => ownerOf(here.globex)

/** What the verbs of each job asked for, in all runs of this file. */
const asked = new Map<JobName, Set<Permission>>()

/** As the jobs process makes it: in the scope of the platform of the record, with what the job may do. */
function ctxOf(
  job: JobName,
  owner: Owner = ownerOf(here.platform),
  permissions: readonly Permission[] = permissionsOfJob(job),
): RequestContext {
  const ctx = systemContext({
    scope: scopeOfOwner({ platformId: owner.platformId, tenantId: null }),
    actor: { kind: 'job', name: job, permissions },
    database: here.own.database,
    clock: here.own.clock,
    log: here.own.log,
  })
  const noted = asked.get(job) ?? new Set<Permission>()
  asked.set(job, noted)
  return {
    ...ctx,
    grantOf(permission) {
      noted.add(permission)
      return ctx.grantOf(permission)
    },
  }
}

/** An alert of an owner that fires; its outbox row is removed, so that only the test runs the job. */
async function alertOf(owner: Owner): Promise<string> {
  const alertId = await here.fire(await here.addRule(), { owner })
  await here.admin.query('delete from outbox')
  return alertId
}

async function incidentOf(owner: Owner): Promise<string> {
  const { incidentId } = await openIncidentFromAlert(ctxOf('alert.firing'), { alertId: await alertOf(owner) })
  assert.ok(incidentId !== null)
  return incidentId
}

async function deliveryOf(owner: Owner): Promise<string> {
  const incidentId = await incidentOf(owner)
  await fireStep(ctxOf('step.fire'), { incidentId, step: 0 })
  const { rows } = await here.admin.query<{ id: string }>(
    `select id from delivery where incident_id = $1 and channel = 'email'`,
    [incidentId],
  )
  return rows[0]?.id ?? ''
}

async function serviceOf(owner: Owner): Promise<string> {
  const { rows } = await here.admin.query<{ id: string }>('select id from service where tenant_id = $1', [
    owner.tenantId,
  ])
  return rows[0]?.id ?? ''
}

async function invitationOf(owner: Owner): Promise<string> {
  const scope = owner.tenantId === here.acme.tenantId ? here.acme : here.globex
  const invited = await inviteMember(here.world.console(scope), {
    email: `${newId()}@example.test`,
    name: 'Invited',
    role: 'tenant_viewer',
  })
  await here.admin.query('delete from outbox')
  return invited.id
}

/** A job of a schedule: it looks at the whole installation and names no record. */
const ON_SCHEDULE: Case = {
  make: async () => await Promise.resolve({ slot: 1 }),
  owner: ownerOf(operatorScope),
  namesNothing: true,
}

const CASES: Readonly<Record<JobName, Case>> = {
  'alert.firing': { make: async (owner) => ({ alertId: await alertOf(owner) }) },
  'alert.resolved': {
    async make(owner) {
      const alertId = await alertOf(owner)
      await openIncidentFromAlert(ctxOf('alert.firing'), { alertId })
      await here.recover(alertId)
      await here.admin.query('delete from outbox')
      return { alertId }
    },
  },
  'step.fire': { make: async (owner) => ({ incidentId: await incidentOf(owner), step: 0 }) },
  'incident.escalate': { make: async (owner) => ({ incidentId: await incidentOf(owner) }) },
  'service.signal': { make: async (owner) => ({ serviceId: await serviceOf(owner), signal: 'silent' }) },
  'heartbeat.beat': {
    make: async (owner) => ({ ruleId: await here.addRule({ owner }), at: new Date().toISOString() }),
    mayRepeat: true,
  },
  'delivery.send': { make: async (owner) => ({ deliveryId: await deliveryOf(owner) }) },
  'invitation.send': {
    make: async (owner) => ({ invitationId: await invitationOf(owner) }),
    mayRepeat: true,
  },
  'notice.send': { make: async (owner) => ({ noticeId: await noticeOf(here, owner) }), mayRepeat: true },
  'approval.carry-out': { make: async (owner) => ({ requestId: await requestOf(here, owner, 'approved') }) },
  'approval.due': { make: async (owner) => ({ requestId: await requestOf(here, owner, 'waiting') }) },
  'account-notice.send': {
    make: async () => ({ noticeId: await accountNoticeOf(here) }),
    owner: ownerOf(operatorScope),
    mayRepeat: true,
  },
  'channel.test': { make: async (owner) => await channelOf(here, owner), mayRepeat: true },
  'apikey.warn': { make: async (owner) => ({ keyId: await keyOf(here, owner), days: 7 }), mayRepeat: true },
  'apikey.sweep': ON_SCHEDULE,
  'role.sweep': ON_SCHEDULE,
  'security.prune': ON_SCHEDULE,
  'view-as.close': ON_SCHEDULE,
  'session.prune': ON_SCHEDULE,
  'audit.anchor': ON_SCHEDULE,
  'outbox.prune': ON_SCHEDULE,
  'canary.check': ON_SCHEDULE,
  'access.recovered': {
    make: async () => await Promise.resolve({ memberId: newId() }),
    owner: ownerOf(operatorScope),
    mayRepeat: true,
    namesNothing: true,
  },
  'tenant-export.carry-out': { make: async (owner) => ({ exportId: await exportOf(here, owner) }) },
  'tenant-erasure.carry-out': {
    make: async ({ tenantId }) => await Promise.resolve({ tenantId: tenantId ?? newId() }),
  },
}

/** Tables that a job may write; the audit chains are looked at apart. */
const TABLES = [
  'alert',
  'incident',
  'timeline_entry',
  'decision',
  'escalation_step',
  'delivery',
  'service',
  'outbox',
  'channel',
  'invitation',
  'tenant_service_state',
]

/** Every row of the tables, as text that is equal for equal rows; times of the last look are left out. */
async function snapshot(): Promise<Record<string, string>> {
  const entries = await Promise.all(
    TABLES.map(async (table): Promise<[string, string]> => {
      const { rows } = await here.admin.query<{ row: string }>(
        `select (to_jsonb(t) - 'tested_at' - 'updated_at')::text as row from ${table} t order by 1`,
      )
      return [table, rows.map(({ row }) => row).join('\n')]
    }),
  )
  return Object.fromEntries(entries)
}

const runOnce = async (
  name: JobName,
  payload: Record<string, unknown>,
  owner: Owner,
  id = newId(),
): Promise<void> =>
  await registry[name].run(ctxOf(name, owner), payload, {
    id,
    owner,
    attempt: 1,
    signal: new AbortController().signal,
  })

const runWithNothing = async (
  name: JobName,
  payload: Record<string, unknown>,
  owner: Owner,
): Promise<void> => {
  const run = { id: newId(), owner, attempt: 1, signal: new AbortController().signal }
  await registry[name].run(ctxOf(name, owner, []), payload, run)
}

const sentSoFar = (): number => here.mailbox.received.length + here.receiver.calls.length

describe('every job', () => {
  it('has a case here', () => {
    assert.deepEqual(Object.keys(CASES).toSorted(), DEFINITIONS.map(({ name }) => name).toSorted())
  })

  for (const { name } of DEFINITIONS) {
    const { owner: fixed, mayRepeat = false, namesNothing = false } = CASES[name]
    const make = async (owner: Owner) => await CASES[name].make(owner)

    it(`${name}: run twice, and twice at once, leaves what one run leaves`, async () => {
      const owner = fixed ?? ownerOfAcme()
      const payload = await make(owner)
      const id = newId()
      await runOnce(name, payload, owner, id)
      const [once, sent] = [await snapshot(), sentSoFar()]
      await runOnce(name, payload, owner, id)
      await Promise.all([runOnce(name, payload, owner, id), runOnce(name, payload, owner, id)])
      assert.deepEqual(await snapshot(), once)
      if (!mayRepeat) assert.equal(sentSoFar(), sent, 'nobody hears of it twice')
    })

    it(`${name}: a first run twice at the same time leaves what one run leaves`, async () => {
      const owner = fixed ?? ownerOfAcme()
      const payload = await make(owner)
      const id = newId()
      const start = await snapshot()
      await Promise.all([runOnce(name, payload, owner, id), runOnce(name, payload, owner, id)])
      const end = await snapshot()
      await runOnce(name, payload, owner, id)
      assert.deepEqual(await snapshot(), end)
      const added = (table: string) =>
        (end[table]?.split('\n').length ?? 0) - (start[table]?.split('\n').length ?? 0)
      assert.ok(added('incident') <= 1)
      assert.ok(added('escalation_step') <= 2)
    })

    if (namesNothing) continue
    it(`${name}: another tenant’s id in the payload is refused, audited, and changes nothing`, async () => {
      const foreign = await make(ownerOfGlobex())
      const owner = ownerOfAcme()
      const missing = Object.fromEntries(
        Object.entries(foreign).map(([key, value]) => [key, key.endsWith('Id') ? newId() : value]),
      )
      const [start, sent] = [await snapshot(), sentSoFar()]
      const refusalOf = async (payload: Record<string, unknown>): Promise<string> =>
        await runOnce(name, payload, owner).then(
          () => 'done',
          (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'no error'),
        )
      const refused = await refusalOf(foreign)
      assert.match(refused, /There is nothing with this id in this scope/)
      assert.equal(await refusalOf(missing), refused, 'the same answer as for a missing id')
      assert.deepEqual(await snapshot(), start)
      assert.equal(sentSoFar(), sent)
    })
  }

  for (const { name, permissions } of DEFINITIONS) {
    // An erasure makes the context of its work itself, in the scope of the operator and out of the same table.
    if (permissions.length === 0 || name === 'tenant-erasure.carry-out') continue
    it(`${name}: without what the table gives it, it is refused and changes nothing`, async () => {
      const owner = CASES[name].owner ?? ownerOfAcme()
      const payload = await CASES[name].make(owner)
      const start = await snapshot()
      await assert.rejects(runWithNothing(name, payload, owner), { code: 'forbidden' })
      assert.deepEqual(await snapshot(), start)
    })
  }

  it('asks for everything that the table gives it, and for nothing else', (t) => {
    const given = DEFINITIONS.flatMap(({ name, permissions }) => permissions.map((one) => `${name} ${one}`))
    const askedFor = [...asked].flatMap(([name, permissions]) =>
      [...permissions].map((one) => `${name} ${one}`),
    )
    t.diagnostic(`${DEFINITIONS.length} jobs, ${given.length} permissions`)
    assert.deepEqual(askedFor.toSorted(), given.filter((one) => !ASKED_ELSEWHERE.includes(one)).toSorted())
  })

  it('through the whole process: an outbox row with another tenant’s id is refused, audited, and done nothing about', async () => {
    const jobs = here.start()
    await eventually('the jobs process is ready', () => jobs.isHealthy())
    const foreign = await alertOf(ownerOfGlobex())
    const incidents = await here.admin.query('select count(*)::int as n from incident')
    const id = newId()
    await here.admin.query(
      `insert into outbox (id, platform_id, tenant_id, kind, payload) values ($1, $2, $3, 'alert.firing', jsonb_build_object('alertId', $4::uuid))`,
      [id, here.acme.platformId, here.acme.tenantId, foreign],
    )
    const stateOf = async (): Promise<string> =>
      (await here.admin.query<{ state: string }>('select state from outbox where id = $1', [id])).rows[0]
        ?.state ?? ''
    await eventually('it is refused', async () => (await stateOf()) === 'dead')
    const { entries } = await listAudit(here.world.console(here.acme), { action: 'job.refuse' })
    assert.deepEqual(
      entries.map(({ targetId, targetName }) => [targetId, targetName]),
      [[id, 'alert.firing']],
    )
    const incidentsNow = await here.admin.query('select count(*)::int as n from incident')
    assert.deepEqual(incidentsNow.rows, incidents.rows)
    await jobs.close(5000)
  })
})
