import { z } from 'zod'
import { asRecord, isRecord } from '#lib/core/unsafe.ts'
import { drawRule } from '#lib/modules/alerting/index.ts'
import type { IncidentDetail, IncidentView, LadderView } from './schemas.ts'
import type { IncidentDetailRow, IncidentRow } from './view-repository.ts'

/** An incident row as the outside sees it. */
export const toIncidentView = (row: IncidentRow): IncidentView => ({
  id: row.id,
  code: row.code,
  title: row.title,
  severity: row.severity,
  state: row.state,
  platformId: row.platformId,
  platformName: row.platform.name,
  tenantId: row.tenantId,
  tenantName: row.tenant?.name ?? null,
  serviceId: row.serviceId,
  serviceName: row.service?.name ?? null,
  openedAt: row.openedAt.toISOString(),
  acknowledgedAt: iso(row.acknowledgedAt),
  acknowledgedByName: row.acknowledgedByName,
  resolvedAt: iso(row.resolvedAt),
})

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const snapshot = z.object({
  name: z.string(),
  steps: z.array(z.object({ members: z.array(z.object({ id: z.string(), name: z.string() })) })),
})

/** An incident with everything around it as the outside sees it. Names come from the snapshot, not from live rows. `readerId` is the member who asks. */
export function toIncidentDetail(row: IncidentDetailRow, readerId: string | null): IncidentDetail {
  const policy = snapshot.parse(row.policy)
  const names = new Map(policy.steps.flatMap(({ members }) => members.map(({ id, name }) => [id, name])))
  return {
    ...toIncidentView(row),
    acknowledgedByMe: row.acknowledgedBy !== null && row.acknowledgedBy === readerId,
    rule: row.rule === null ? null : { ...row.rule, drawing: drawRule(row.rule.expr) },
    policyName: policy.name,
    timeline: row.timelineEntry.map((entry) => ({
      ...entry,
      at: entry.at.toISOString(),
      data: isRecord(entry.data) ? asRecord(entry.data) : {},
    })),
    ladder: row.escalationStep.map((step): LadderView => ({
      step: step.step,
      members: policy.steps[step.step]?.members ?? [],
      dueAt: step.dueAt.toISOString(),
      state: step.state,
      firedAt: iso(step.firedAt),
      askedAt: iso(step.askedAt),
    })),
    alerts: row.alert.map((alert) => ({
      id: alert.id,
      state: alert.state,
      summary: alert.summary,
      labels: isRecord(alert.labels) ? alert.labels : {},
      value: alert.value,
      firedAt: iso(alert.firedAt),
      resolvedAt: iso(alert.resolvedAt),
    })),
    deliveries: row.delivery.map(({ memberId, ...delivery }) => ({
      ...delivery,
      memberName: names.get(memberId) ?? 'a member',
      createdAt: delivery.createdAt.toISOString(),
      sentAt: iso(delivery.sentAt),
    })),
    decisions: row.decision.map((decision) => ({ ...decision, at: decision.at.toISOString() })),
  }
}
