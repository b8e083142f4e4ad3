import { z } from 'zod'
import type { Scope } from '#lib/core/scope.ts'
import type { EngineClient } from '#lib/infra/engine/engine-client.ts'

const labels = z.record(z.string(), z.string())
const vector = z.object({ data: z.object({ result: z.array(z.object({ metric: labels })) }) })
const matrix = z.object({
  data: z.object({
    result: z.array(z.object({ metric: labels, values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
})

/** Samples of one name are asked for in stretches of this length: that, and the series of a name, bound the memory. */
const STRETCH_SECONDS = 1800

/** A part of the metrics of a tenant. */
export type MetricsPart =
  | { readonly kind: 'series'; readonly ref: number; readonly labels: Readonly<Record<string, string>> }
  | {
      readonly kind: 'samples'
      readonly ref: number
      readonly samples: readonly (readonly [number, string])[]
    }

/**
 * Everything that the engine still holds of a scope up to `end`: each series once, then its samples (seconds since 1970 and
 * the value as text), name by name.
 */
export async function* exportMetrics(
  engine: EngineClient,
  scope: Scope,
  { end, retentionSeconds }: { readonly end: Date; readonly retentionSeconds: number },
): AsyncGenerator<MetricsPart> {
  const endSeconds = Math.floor(end.getTime() / 1000)
  const ask = async (query: string, time: number): Promise<unknown> =>
    await engine.ask(scope, 'query', { query, time: String(time) })
  const names = vector.parse(
    await ask(`group by (__name__) (last_over_time({__name__=~".+"}[${retentionSeconds}s]))`, endSeconds),
  )
  let count = 0
  const nextRef = (): number => ++count
  for (const { metric } of names.data.result) {
    const refs = new Map<string, number>()
    const selector = `{__name__=${JSON.stringify(metric['__name__'] ?? '')}}`
    for (
      let to = endSeconds - retentionSeconds + STRETCH_SECONDS;
      to < endSeconds + STRETCH_SECONDS;
      to += STRETCH_SECONDS
    ) {
      const until = Math.min(to, endSeconds)
      const length = STRETCH_SECONDS - (to - until)
      if (length <= 0) break
      const found = matrix.parse(await ask(`${selector}[${length}s]`, until))
      yield* partsOf(found.data.result, refs, nextRef)
    }
  }
}

type Series = z.output<typeof matrix>['data']['result'][number]

/** The samples of an answer, each series once before its first ones; `refs` are those of one name. */
function* partsOf(
  found: readonly Series[],
  refs: Map<string, number>,
  nextRef: () => number,
): Generator<MetricsPart> {
  for (const { metric, values } of found) {
    const key = JSON.stringify(metric)
    const ref = refs.get(key) ?? nextRef()
    if (!refs.has(key)) yield { kind: 'series', ref, labels: metric }
    refs.set(key, ref)
    yield { kind: 'samples', ref, samples: values }
  }
}
