import { formatSeconds } from '#lib/core/duration.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { engineClient, type EngineClient } from '#lib/infra/engine/engine-client.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { bucketSecondsFor, thinSamples } from './domain/thin-samples.ts'
import {
  metricsAnswer,
  queryMetricsRangeInput,
  type MetricsAnswer,
  type QueryMetricsRangeInput,
} from './schemas.ts'

/**
 * Evaluates a PromQL expression step by step over a range of time; otherwise like `queryMetrics`. Of a series of more
 * than 2,000 samples the lowest and the highest of each bucket are answered, and `thinned` says so.
 */
export async function queryMetricsRange(
  ctx: RequestContext,
  input: QueryMetricsRangeInput,
  engine: EngineClient = engineClient(),
): Promise<MetricsAnswer> {
  authorize(ctx, 'metrics:query')
  const parameters = parseInput(queryMetricsRangeInput, input)
  return thinned(metricsAnswer.parse(await engine.ask(ctx.scope, 'query_range', parameters)))
}

function thinned(answer: MetricsAnswer): MetricsAnswer {
  if (answer.data.resultType !== 'matrix') return answer
  const { result } = answer.data
  const longest = result.reduce((most, { values }) => Math.max(most, values.length), 0)
  const starts = result.flatMap(({ values }) => values.slice(0, 1).map(([seconds]) => seconds))
  const ends = result.flatMap(({ values }) => values.slice(-1).map(([seconds]) => seconds))
  const from = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const to = ends.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const bucketSeconds = bucketSecondsFor({ from, to }, longest)
  if (bucketSeconds === null) return answer
  return {
    ...answer,
    data: {
      resultType: 'matrix',
      result: result.map(({ metric, values }) => ({
        metric,
        values: [...thinSamples(values, bucketSeconds)],
      })),
    },
    thinned: {
      bucketSeconds,
      note: `${formatSeconds(bucketSeconds)} buckets, minimum and maximum kept`,
    },
  }
}
