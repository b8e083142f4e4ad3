import type { Threshold } from '#components/charts/chart-data.ts'
import { expressionShape, type NamedLimit } from '#lib/modules/alerting/domain/rule-drawing.ts'

/** The limits of the rules that judge what a chart shows, as lines across it; none for a chart that shows something else. */
export function limitsOfChart(
  expression: string,
  limits: readonly NamedLimit[],
  wordOf: (limit: NamedLimit) => string,
): readonly Threshold[] {
  const shape = expressionShape(expression)
  // A platform and its tenant may have rules of one name and one limit: they are one line.
  const lines = new Map<string, Threshold>()
  for (const limit of limits) {
    const label = wordOf(limit)
    if (limit.shape === shape) lines.set(label, { value: limit.value, label, tone: 'page' })
  }
  return [...lines.values()]
}
