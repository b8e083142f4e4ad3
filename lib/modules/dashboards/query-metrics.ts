import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { engineClient, type EngineClient } from '#lib/infra/engine/engine-client.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { metricsAnswer, queryMetricsInput, type MetricsAnswer, type QueryMetricsInput } from './schemas.ts'

/**
 * Evaluates a PromQL expression at one moment; it reads the series of the scope and no others. Throws `invalid_input`
 * with the engine's words for an expression that it refuses, and `unavailable` without the engine.
 */
export async function queryMetrics(
  ctx: RequestContext,
  input: QueryMetricsInput,
  engine: EngineClient = engineClient(),
): Promise<MetricsAnswer> {
  authorize(ctx, 'metrics:query')
  const parameters = parseInput(queryMetricsInput, input)
  return metricsAnswer.parse(await engine.ask(ctx.scope, 'query', parameters))
}
