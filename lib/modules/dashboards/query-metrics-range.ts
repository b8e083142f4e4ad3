import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { engineClient, type EngineClient } from '#lib/infra/engine/engine-client.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import {
  metricsAnswer,
  queryMetricsRangeInput,
  type MetricsAnswer,
  type QueryMetricsRangeInput,
} from './schemas.ts'

/** Evaluates a PromQL expression step by step over a range of time; otherwise like `queryMetrics`. */
export async function queryMetricsRange(
  ctx: RequestContext,
  input: QueryMetricsRangeInput,
  engine: EngineClient = engineClient(),
): Promise<MetricsAnswer> {
  authorize(ctx, 'metrics:query')
  const parameters = parseInput(queryMetricsRangeInput, input)
  return metricsAnswer.parse(await engine.ask(ctx.scope, 'query_range', parameters))
}
