import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import { mayReadMetrics } from '#lib/infra/telemetry/metrics.ts'
import type { Engine } from '../engine.ts'
import type { Door } from './door.ts'

/** What the routes work with. */
export interface HealthRouteParts {
  readonly engine: Engine
  readonly door: Door
  readonly registry: Registry
  /** The bearer token that our own scraper shows. */
  readonly metricsToken: string
}

/**
 * `/-/healthy` and `/healthz`: the process answers. `/readyz`: it can take samples, 503 otherwise; what it waits for is told to
 * our own scraper and to readers. `/metrics`: figures of this process, for our own scraper and readers in operator scope. Being
 * on this machine opens neither: whatever else runs here, and a proxy that says nothing of its callers, is here too.
 */
export function addHealthRoutes(app: FastifyInstance, parts: HealthRouteParts): void {
  const { engine, door, registry, metricsToken } = parts
  // A flood from elsewhere waits; what supervises this machine does not.
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    if (!isLocal(request)) door.admitStatus(request)
    await Promise.resolve()
  }
  app.get(
    '/-/healthy',
    { onRequest },
    async (_request, reply) => await reply.type('text/plain').send('Healthy.\n'),
  )
  app.get('/healthz', { onRequest }, async (_request, reply) => await reply.send({ status: 'ok' }))

  app.get('/readyz', { onRequest }, async (request, reply) => {
    const checks = engine.checkReadiness()
    const isReady = checks.every((check) => check.ok)
    const status = isReady ? 'ready' : 'not_ready'
    const { authorization } = request.headers
    const mayKnow =
      authorization !== undefined &&
      (mayReadMetrics(authorization, metricsToken) || (await isReader(request, door)))
    return await reply.code(isReady ? 200 : 503).send(mayKnow ? { status, checks } : { status })
  })

  app.get('/metrics', { onRequest }, async (request, reply) => {
    if (!mayReadMetrics(request.headers.authorization, metricsToken)) {
      const { scope } = await door.requireReader(request)
      if (scope.kind !== 'operator') return await reply.code(404).send()
    }
    return await reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** True for a request from this machine that no proxy handed on. */
function isLocal({ headers, socket }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  const address = socket.remoteAddress ?? ''
  return address === '::1' || /^(?:::ffff:)?127\./.test(address)
}

async function isReader(request: FastifyRequest, door: Door): Promise<boolean> {
  try {
    await door.requireReader(request)
    return true
  } catch {
    return false
  }
}
