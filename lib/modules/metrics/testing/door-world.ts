import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import { compressSync } from 'snappy'
import { systemClock } from '#lib/core/clock.ts'
import { credentialHash, newCredential, type CredentialKind } from '#lib/infra/auth/credential.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { newId, openDatabase, openPool } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { authenticateWith } from '../authenticate.ts'
import { DoorNotes, type DoorNotesParts } from '../door-notes.ts'
import { createEngineApp } from '../http/app.ts'
import { Door, type EngineRates } from '../http/door.ts'
import { KNOWN, openEngineWorld, send, writeHeaders, type Answer } from './engine-world.ts'
import { label, request, sample, series } from './proto.ts'

/* An engine whose credentials are rows, with doors that are opened anew and keep their own counts. */

/** The keys under which the credentials of this world are kept. */
export const keyring = createKeyring(TEST_SECRET)

const log = createLogger('engine', 'fatal')
const WIDE: EngineRates = { ingest: 1_000_000, query: 1_000_000, status: 1_000_000 }

/** A door that listens. */
export interface Entrance {
  readonly app: FastifyInstance
  readonly port: number
  readonly notes: DoorNotes
}

/** A security event as it is stored. */
export interface EventRow {
  readonly kind: string
  readonly tenant_id: string | null
  readonly count: number
  readonly actor_kind: string
  readonly details: Record<string, unknown>
}

/** Where the one proxy of this world sends from. */
export const PROXY = '127.0.0.99'

/** The world of the door. */
export interface DoorWorld {
  /** A suspended tenant. */
  readonly shut: string
  /** A door of its own: as after a start of the engine. */
  enter(rates?: EngineRates, bounds?: Partial<DoorNotesParts>): Promise<Entrance>
  /** Stores a new credential, of the tenant acme unless said otherwise. */
  add(kind: CredentialKind, columns?: Record<string, unknown>): Promise<string>
  eventsFrom(address: string): Promise<EventRow[]>
  countEvents(): Promise<number>
  close(): Promise<void>
}

/** Makes a database with two tenants and a suspended one, and an engine on it. */
export async function openDoorWorld(): Promise<DoorWorld> {
  const world = await openEngineWorld()
  const admin = openPool(world.db.urls.admin, 'test', 2)
  const database = openDatabase({ auth: world.db.urls.auth }, 'engine')
  const shut = newId()
  await admin.query(`insert into platform (id, name, is_self) values ($1, 'Phoenix', false)`, [
    KNOWN.platform,
  ])
  await admin.query(
    `insert into tenant (id, platform_id, name, state) values ($1, $4, 'acme', 'active'), ($2, $4, 'globex', 'active'), ($3, $4, 'shut', 'suspended')`,
    [KNOWN.acme, KNOWN.globex, shut, KNOWN.platform],
  )
  await admin.query(
    `insert into suspension (id, platform_id, tenant_id, reason, contact, suspended_by, since)
     values ($1, $2, $3, 'Bills are open.', 'Ada', 'Ada', now())`,
    [newId(), KNOWN.platform, shut],
  )
  const identify = { database, keyring, clock: systemClock }
  return {
    shut,
    async enter(rates = WIDE, bounds = {}) {
      const notes = new DoorNotes({ identify, log, ...bounds })
      const authenticate = authenticateWith(identify)
      const door = new Door({ authenticate, clock: systemClock, rates, note: notes.note })
      const { engine } = world
      const registry = new Registry()
      const app = createEngineApp({
        engine,
        door,
        registry,
        metricsToken: 'x',
        isTrustedProxy: (address) => address === PROXY,
        clock: systemClock,
        log,
      })
      await app.listen({ port: 0, host: '127.0.0.1' })
      const address = app.server.address()
      assert.ok(address !== null && typeof address === 'object')
      return { app, notes, port: address.port }
    },
    add: async (kind, columns = {}) => await addCredential(admin, kind, columns),
    async eventsFrom(address) {
      const { rows } = await admin.query<EventRow>(
        'select kind, tenant_id, count, actor_kind, details from security_event where ip = $1 order by id',
        [address],
      )
      return rows
    },
    async countEvents() {
      const { rows } = await admin.query<{ n: string }>('select count(*) as n from security_event')
      return Number(rows[0]?.n)
    },
    async close() {
      await database.close()
      await admin.end()
      await world.close()
    },
  }
}

async function addCredential(
  admin: ReturnType<typeof openPool>,
  kind: CredentialKind,
  columns: Record<string, unknown>,
): Promise<string> {
  const credential = newCredential(kind)
  const row = {
    id: newId(),
    platform_id: KNOWN.platform,
    tenant_id: KNOWN.acme,
    name: 'exporter',
    hint: 'bw_',
    hash: credentialHash(keyring.pepper, credential),
    ...(kind === 'src' ? { plan: 'unlimited' } : { permissions: ['metrics:query'] }),
    ...columns,
  }
  const names = Object.keys(row)
  await admin.query(
    `insert into ${kind === 'src' ? 'source' : 'api_key'} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  )
  return credential
}

let networks = 0
/** An address that nothing came from yet. */
export const newAddress = (): string => `127.7.${Math.floor(++networks / 250)}.${(networks % 250) + 1}`

let at = systemClock.now().getTime()
/** A request with one sample. */
export const oneSample = (...labels: ReturnType<typeof label>[]): Uint8Array =>
  compressSync(request(series(label('__name__', 'door'), ...labels, sample((at += 1), 1))))

/** Sends a sample through a door. */
export const post = async (
  { port }: Entrance,
  credential: string,
  from: string,
  body = oneSample(),
): Promise<Answer> =>
  await send(port, '/api/v1/write', {
    method: 'POST',
    from,
    headers: { ...writeHeaders(credential), 'user-agent': 'Prometheus/3.0' },
    body,
  })

/** Asks a question at a door. */
export const ask = async ({ port }: Entrance, credential: string, from: string): Promise<Answer> =>
  await send(port, '/api/v1/query?query=up', { from, headers: { authorization: `Bearer ${credential}` } })

/** Closes a door; what it noted is written then. */
export async function leave({ app, notes }: Entrance): Promise<void> {
  await app.close()
  await notes.stop()
}
