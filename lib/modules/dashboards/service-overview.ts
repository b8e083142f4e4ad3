import { DomainError } from '#lib/core/errors.ts'
import { scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { engineClient, type EngineClient } from '#lib/infra/engine/engine-client.ts'
import { getService } from '#lib/modules/tenancy/index.ts'
import { dayStrip, stripStart } from './domain/days.ts'
import { goldenSignals, SIGNAL_WINDOW_MS, type GoldenSignal } from './domain/golden-signals.ts'
import { calmDaysFigure, figureReader, linkTo, missingFigure } from './figures.ts'
import { findServiceDays, findServiceStart } from './health-repository.ts'
import { metricsAnswer, type ServiceOverview, type ServiceOverviewInput } from './schemas.ts'
import { signalFigure, type SignalAnswer } from './signal-figure.ts'

/**
 * The golden signals of one service, now, and the days of its incidents. A signal that the service does not send is not
 * measured; without the engine none is, and the rest still stands. Throws `not_found`.
 */
export async function serviceOverview(
  ctx: RequestContext,
  input: ServiceOverviewInput,
  engine: EngineClient = engineClient(),
): Promise<ServiceOverview> {
  authorize(ctx, 'service:read')
  const service = await getService(ctx, input)
  const now = ctx.clock.now()
  const reader = figureReader(ctx, now)
  const rows = await ctx.db.read(async (tx) => ({
    days: await findServiceDays(tx, stripStart(now), now, service.id),
    since: await findServiceStart(tx, service.id),
  }))
  const days = dayStrip(rows.days, rows.since, now)
  // Series of another tenant with the same job stay out: they are asked for in the scope that owns the service.
  const owner = scopeOfOwner(service)
  const mayQuery = ctx.grantOf('metrics:query') !== null
  const ask = async (signal: GoldenSignal): Promise<SignalAnswer> =>
    mayQuery ? await askEngine(engine, owner, signal, now) : { kind: 'refused' }
  const [traffic, errors, latency, saturation] = goldenSignals(service.name)
  const explore = (signal: GoldenSignal): string => linkTo(owner, '/explore', { q: signal.expression })
  const figure = async (signal: GoldenSignal) =>
    signalFigure(signal, await ask(signal), { ...reader, href: explore(signal) })
  const [trafficNow, errorsNow, latencyNow, saturationNow] = await Promise.all([
    figure(traffic),
    figure(errors),
    figure(latency),
    figure(saturation),
  ])
  return {
    asOf: now.toISOString(),
    days,
    figures: {
      traffic: trafficNow,
      errors: errorsNow,
      latency: latencyNow,
      saturation: saturationNow,
      calmDays: calmDaysFigure(
        {
          calm: days.marks.filter((mark) => mark === 'calm').length,
          watched: days.marks.filter((mark) => mark !== 'unknown').length,
        },
        reader,
      ),
      dependencies: missingFigure('dependencies', reader),
    },
  }
}

async function askEngine(
  engine: EngineClient,
  scope: Scope,
  { expression, newest }: GoldenSignal,
  now: Date,
): Promise<SignalAnswer> {
  const time = String(now.getTime() / 1000)
  const ask = async (query: string): Promise<number> => {
    const { data } = metricsAnswer.parse(await engine.ask(scope, 'query', { query, time }))
    const sample = data.resultType === 'vector' ? data.result[0]?.value : undefined
    return sample === undefined ? Number.NaN : Number(sample[1])
  }
  try {
    const [value, newestSeconds] = await Promise.all([ask(expression), ask(newest)])
    if (!Number.isFinite(value)) return { kind: 'none' }
    // Of series that ended meanwhile only the rates are left: such a figure counts as being as old as it can be.
    const newestMs = Number.isFinite(newestSeconds) ? newestSeconds * 1000 : now.getTime() - SIGNAL_WINDOW_MS
    return { kind: 'value', value, newestAt: new Date(newestMs) }
  } catch (error) {
    if (error instanceof DomainError) return { kind: 'unavailable' }
    throw error
  }
}
