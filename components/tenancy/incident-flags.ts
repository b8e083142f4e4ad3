import type { Annotation } from '#components/charts/chart-data.ts'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'

type Facts = Pick<IncidentView, 'id' | 'code' | 'openedAt' | 'resolvedAt'>

/** Incidents as flags of a chart: where each opened and where it was resolved, both leading to it. */
export function incidentFlags(
  incidents: readonly Facts[],
  wordOf: (moment: 'opened' | 'resolved', code: string) => string,
): readonly Annotation[] {
  return incidents.flatMap(({ id, code, openedAt, resolvedAt }) => {
    const href = `/incidents/${id}`
    const opened: Annotation = {
      at: Date.parse(openedAt) / 1000,
      label: wordOf('opened', code),
      tone: 'incident',
      href,
    }
    if (resolvedAt === null) return [opened]
    const at = Date.parse(resolvedAt) / 1000
    return [opened, { at, label: wordOf('resolved', code), tone: 'change', href }]
  })
}
