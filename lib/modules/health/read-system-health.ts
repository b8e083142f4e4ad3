import { DomainError } from '#lib/core/errors.ts'
import { platformId } from '#lib/core/ids.ts'
import type { Say } from '#lib/core/say.ts'
import { formatScopeParam, type Scope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { engineClient, type EngineClient } from '#lib/infra/engine/engine-client.ts'
import { retell } from '#lib/core/words.ts'
import { measured, notMeasured } from '#lib/modules/explain/index.ts'
import { SELF_SERVICES } from './domain/self-services.ts'
import {
  DELIVERY,
  DELIVERY_HOURS,
  judgeDelivery,
  partState,
  SYSTEM_FIGURES,
  type SystemFigure,
} from './domain/system-figures.ts'
import { findDeliverySeconds, findSelfPlatform, findServiceIds } from './repository.ts'
import { vectorAnswer, type SystemHealth } from './schemas.ts'

type Figure = SystemHealth['figures'][number]
type Part = SystemHealth['parts'][number]
type Vector = ReturnType<typeof vectorAnswer.parse>['data']['result']

/** What the store said, or why it could not be asked. */
interface Told {
  readonly values: ReadonlyMap<string, Vector>
  readonly trouble: string | null
}

const HOUR_MS = 3_600_000
const UP = 'up'
const UP_AT = 'timestamp(up)'

/**
 * Tells how Bailiwick itself is, from its own metrics in its own store and from the deliveries of the last day. Figures that
 * the store does not have are not measured, and an engine that does not answer is told, not thrown. Throws
 * `precondition_failed` below operator scope: the parts serve all platforms together.
 */
export async function readSystemHealth(
  ctx: RequestContext,
  engine: EngineClient = engineClient(),
): Promise<SystemHealth> {
  authorize(ctx, 'service:read')
  if (ctx.scope.kind !== 'operator') {
    throw new DomainError(
      'precondition_failed',
      'Bailiwick itself serves all platforms: choose all platforms as the scope.',
    )
  }
  const now = ctx.clock.now()
  const known = await ctx.db.read(async (tx) => {
    const self = await findSelfPlatform(tx)
    return {
      self,
      services: self === null ? new Map<string, string>() : await findServiceIds(tx, self.id),
      delivery: await findDeliverySeconds(tx, new Date(now.getTime() - DELIVERY_HOURS * HOUR_MS)),
    }
  })
  const told = await askAll(engine, known.self?.id ?? null, ctx)
  const parts = SELF_SERVICES.map(({ job }) => partOf(job, told, now, known.services.get(job) ?? null))
  const ages = new Map(parts.map(({ job, sampleAt }) => [job, sampleAt]))
  return {
    asOf: now.toISOString(),
    platformId: known.self?.id ?? null,
    watchedSince: known.self?.createdAt.toISOString() ?? null,
    trouble: told.trouble,
    parts,
    figures: [
      ...SYSTEM_FIGURES.map((figure) =>
        figureOf(figure, {
          told,
          now,
          say: ctx.say,
          sampleAt: ages.get(figure.job) ?? null,
          self: known.self?.id ?? null,
        }),
      ),
      deliveryFigure(known.delivery, now, ctx.say),
    ],
  }
}

async function askAll(
  engine: EngineClient,
  self: string | null,
  { say, language }: RequestContext,
): Promise<Told> {
  if (self === null) return { values: new Map(), trouble: say('Bailiwick does not watch itself yet.') }
  const scope: Scope = { kind: 'platform', platformId: platformId(self) }
  const questions = [UP, UP_AT, ...SYSTEM_FIGURES.map(({ expression }) => expression)]
  try {
    const answers = await Promise.all(
      questions.map(async (query) => {
        const answer = await engine.ask(scope, 'query', { query })
        return [query, vectorAnswer.parse(answer).data.result] as const
      }),
    )
    return { values: new Map(answers), trouble: null }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { values: new Map(), trouble: retell(language, error.message) }
  }
}

function partOf(job: string, { values }: Told, now: Date, serviceId: string | null): Part {
  const of = (question: string): number[] =>
    (values.get(question) ?? [])
      .filter(({ metric }) => metric['job'] === job)
      .map(({ value }) => Number(value[1]))
  const [ups, times] = [of(UP), of(UP_AT)]
  const newest = times.length === 0 ? null : Math.max(...times)
  const age = newest === null ? null : Math.max(0, now.getTime() / 1000 - newest)
  return {
    job,
    // The worst of its addresses.
    state: partState(ups.length === 0 ? null : Math.min(...ups), age),
    answering: ups.filter((up) => up === 1).length,
    instances: ups.length,
    sampleAt: newest === null ? null : new Date(newest * 1000).toISOString(),
    serviceId,
  }
}

interface Known {
  readonly told: Told
  readonly now: Date
  readonly say: Say
  /** When the part of the figure sent its newest sample. */
  readonly sampleAt: string | null
  readonly self: string | null
}

function figureOf(figure: SystemFigure, { told, now, say, sampleAt, self }: Known): Figure {
  const { key, label, limit, job, expression } = figure
  const text = told.values.get(expression)?.[0]?.value[1]
  const value = text === undefined ? Number.NaN : Number(text)
  const scope =
    self === null ? 'operator' : formatScopeParam({ kind: 'platform', platformId: platformId(self) })
  const basis = {
    unit: figure.unit,
    asOf: sampleAt === null ? now : new Date(sampleAt),
    formula: say(figure.formula),
    inputs: [
      {
        label: expression,
        href: `/explore?${new URLSearchParams({ scope, q: expression, unit: figure.unit }).toString()}`,
      },
    ],
    codeVersion: `readSystemHealth.${key} 1`,
  }
  if (Number.isFinite(value))
    return { key, label, limit, state: figure.judge(value), measured: measured(value, now, basis) }
  const reason =
    told.trouble ?? say('The part “{part}” has sent no such sample in the last 5 minutes.', { part: job })
  const filledBy =
    told.trouble === null
      ? say('The next scrape of “{part}” fills it.', { part: job })
      : say('The next answer of the engine fills it.')
  return { key, label, limit, state: null, measured: notMeasured({ reason, filledBy }, basis) }
}

function deliveryFigure(seconds: number | null, now: Date, say: Say): Figure {
  const basis = {
    unit: 's',
    asOf: now,
    formula: say(
      'of the pages of the last {hours} hours that a provider accepted, the time from decision to acceptance that 95 of 100 stay below',
      { hours: DELIVERY_HOURS },
    ),
    inputs: [{ label: say('Incidents of these pages'), href: '/incidents?state=all&scope=operator' }],
    exclusions: [
      say('Pages shown only in the portal are not counted.'),
      say('What was given up is not counted.'),
    ],
    codeVersion: 'readSystemHealth.delivery 1',
  }
  if (seconds !== null)
    return { ...DELIVERY, state: judgeDelivery(seconds), measured: measured(seconds, now, basis) }
  const missing = {
    reason: say('No provider accepted a page in the last {hours} hours.', { hours: DELIVERY_HOURS }),
    filledBy: say('The next page to a channel outside of the portal fills it.'),
  }
  return { ...DELIVERY, state: null, measured: notMeasured(missing, basis) }
}
