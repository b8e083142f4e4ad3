import assert from 'node:assert/strict'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { compressSync } from 'snappy'
import { z } from 'zod'
import { systemClock, type Clock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { Engine } from '../engine.ts'
import { createEngineApp } from '../http/app.ts'
import { Door } from '../http/door.ts'
import { openLogSession } from '../log-session.ts'
import type { Authenticate, TenantDirectory } from '../ports.ts'

/* An engine with its HTTP server on a free port and a database of its own. */

/** Ids and credentials that the world knows. */
export const KNOWN = {
  platform: platformId('00000000-0000-7000-8000-00000000000a'),
  acme: tenantId('00000000-0000-7000-8000-000000000001'),
  globex: tenantId('00000000-0000-7000-8000-000000000002'),
} as const

const source = (
  sourceId: string,
  tenant: string | null,
  more: { plan?: string; tenantLabel?: string } = {},
) => ({
  kind: 'source' as const,
  sourceId: `00000000-0000-7000-8000-0000000000f${sourceId}`,
  platformId: KNOWN.platform,
  tenantId: tenant,
  tenantLabel: more.tenantLabel ?? null,
  plan: more.plan ?? 'unlimited',
})
const reader = (scope: Parameters<typeof Engine.prototype.queryInstant>[0]) => ({
  kind: 'reader' as const,
  scope,
  permissions: ['metrics:query' as const],
})

const CALLERS: Record<string, Awaited<ReturnType<Authenticate>>> = {
  'src-acme': source('1', KNOWN.acme),
  'src-globex': source('2', KNOWN.globex),
  'src-standard': source('3', KNOWN.acme, { plan: 'standard' }),
  'src-labelled': source('4', null, { tenantLabel: 'customer' }),
  'key-acme': reader({ kind: 'tenant', platformId: KNOWN.platform, tenantId: KNOWN.acme }),
  'key-globex': reader({ kind: 'tenant', platformId: KNOWN.platform, tenantId: KNOWN.globex }),
  'key-platform': reader({ kind: 'platform', platformId: KNOWN.platform }),
  'key-operator': reader({ kind: 'operator' }),
  'key-powerless': { ...reader({ kind: 'operator' }), permissions: [] },
}

/** The credentials of the world as the database would look them up. */
const authenticateKnown: Authenticate = async (credential) =>
  await Promise.resolve(CALLERS[credential] ?? null)

/** The tenants of the world. */
const knownTenants: TenantDirectory = {
  version: 1,
  resolve: (_, named) => ({ acme: KNOWN.acme, globex: KNOWN.globex })[named],
  isShut: () => false,
  platformName: () => 'Phoenix',
  tenantName: (id) => (id === KNOWN.acme ? 'acme' : 'globex'),
}

const vectorAnswer = z.object({
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
})

/** An answer of the engine. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  /** Milliseconds from the first byte that was sent to the last one received. */
  readonly ms: number
}

/** What is sent. */
export interface SendOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** The loopback address from which it is sent, e.g. 127.0.3.1: each is a network of its own. */
  readonly from?: string
}

/** Sends one request over a connection of its own. */
export async function send(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body, from }: SendOptions = {},
): Promise<Answer> {
  const start = performance.now()
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(
      { port, host: '127.0.0.1', path, method, headers, agent: false, localAddress: from },
      resolve,
    )
    request.on('error', reject) // after an answer that came before the body was sent whole, this changes nothing
    request.end(body)
  })
  response.setEncoding('utf8')
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: text,
    ms: performance.now() - start,
  }
}

/** Headers of a remote-write request. */
export const writeHeaders = (credential: string): Record<string, string> => ({
  authorization: `Bearer ${credential}`,
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
})

/** Sends a remote-write request, compressed. */
export const write = async (port: number, body: Uint8Array, credential = 'src-acme'): Promise<Answer> =>
  await send(port, '/api/v1/write', {
    method: 'POST',
    headers: writeHeaders(credential),
    body: compressSync(body),
  })

/** The result of an instant query, as JSON of the labels → value. */
export async function query(
  port: number,
  expr: string,
  credential = 'key-acme',
): Promise<Record<string, string>> {
  const params = new URLSearchParams({ query: expr })
  const headers = { authorization: `Bearer ${credential}` }
  const { status, body } = await send(port, `/api/v1/query?${params}`, { headers })
  assert.equal(status, 200, body)
  const { data } = vectorAnswer.parse(JSON.parse(body))
  return Object.fromEntries(data.result.map(({ metric, value }) => [JSON.stringify(metric), value[1]]))
}

/** Waits until something holds, at most ten seconds. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const start = performance.now()
  while (!(await isTrue())) {
    assert.ok(performance.now() - start < 10_000, `not within 10 s: ${what}`)
    await sleep(5)
  }
}

/** An engine that runs in this process. */
export interface RunningEngine {
  readonly engine: Engine
  readonly registry: Registry
  readonly port: number
  /** What was told to `onNewJob`. */
  readonly newJobs: readonly string[]
  stop(): Promise<void>
}

/** What may be chosen about an engine. */
export interface EngineChoice {
  readonly engineUrl: string
  readonly clock?: Clock
  readonly deadlineMs?: number
  readonly authenticate?: Authenticate
  /** A free one unless it is given. */
  readonly port?: number
}

/** Starts an engine on a database; several may share one. */
export async function startEngine(choice: EngineChoice): Promise<RunningEngine> {
  const { engineUrl, clock = systemClock, deadlineMs = 2000, authenticate = authenticateKnown } = choice
  const registry = new Registry()
  const newJobs: string[] = []
  const log = createLogger('engine', 'fatal')
  const engine = new Engine({
    openSession: async () => await openLogSession({ url: engineUrl, name: 'engine-test', deadlineMs }),
    clock,
    log,
    registry,
    tenants: knownTenants,
    onNewJob: (owner, job) => newJobs.push(`${owner.tenantId ?? 'platform'} ${job}`),
    retentionMs: 6 * 3_600_000,
    holder: 'test',
  })
  const rates = { ingest: 1_000_000, query: 1_000_000, status: 1_000_000 }
  const door = new Door({ authenticate, clock, rates, note: () => undefined })
  const app = createEngineApp({
    engine,
    door,
    registry,
    metricsToken: 'scraper',
    isTrustedProxy: () => false,
    clock,
    log,
  })
  engine.start()
  await app.listen({ port: choice.port ?? 0, host: '127.0.0.1' })
  const address = app.server.address()
  assert.ok(address !== null && typeof address === 'object')
  return {
    engine,
    registry,
    port: address.port,
    newJobs,
    async stop() {
      await app.close()
      await engine.stop()
    },
  }
}

/** An engine with a database of its own. */
export interface EngineWorld extends RunningEngine {
  readonly db: TestDatabase
  send(path: string, what?: SendOptions): Promise<Answer>
  write(body: Uint8Array, credential?: string): Promise<Answer>
  query(expr: string, credential?: string): Promise<Record<string, string>>
  close(): Promise<void>
}

/** Makes a database, starts an engine on it and waits until it takes samples. */
export async function openEngineWorld(choice: Omit<EngineChoice, 'engineUrl'> = {}): Promise<EngineWorld> {
  const db = await createTestDatabase()
  const running = await startEngine({ ...choice, engineUrl: db.urls.engine })
  await until('the engine leads', () => running.engine.state === 'leading')
  const { port } = running
  return {
    ...running,
    db,
    send: async (path, what) => await send(port, path, what),
    write: async (body, credential) => await write(port, body, credential),
    query: async (expr, credential) => await query(port, expr, credential),
    async close() {
      await running.stop()
      await db.drop()
    },
  }
}
