import { z } from 'zod'
import { LIMIT_OPERATORS } from '#lib/modules/alerting/domain/rule-drawing.ts'
import { isIncidentDay } from './domain/incident-day.ts'
import { INCIDENT_SORTS } from './domain/incident-order.ts'

const severity = z.enum(['P0', 'P1', 'P2', 'P3'], 'one of P0, P1, P2, P3')
const state = z.enum(['open', 'acknowledged', 'resolved'])
const text = (max: number) =>
  z.string('a text').trim().min(1, 'at least one character').max(max, `at most ${max} characters`)

/** Input of verbs that find one incident. */
export const incidentRef = z.strictObject({ incidentId: z.uuid() })
/** Input of verbs that find one incident. */
export type IncidentRef = z.input<typeof incidentRef>

/** Input of `openIncident`: an incident that a person opens. */
export const openIncidentInput = z.strictObject({
  title: text(200),
  severity: severity.default('P2'),
  serviceId: z.uuid('the id of a service').optional(),
  description: text(4000).optional(),
})
/** Input of `openIncident`. */
export type OpenIncidentInput = z.input<typeof openIncidentInput>
/** Output of `openIncident`. */
export const openIncidentOutput = z.object({ id: z.string(), code: z.string() })

/** Input of `resolveIncident`. */
export const resolveIncidentInput = z.strictObject({ incidentId: z.uuid(), note: text(4000).optional() })
/** Input of `resolveIncident`. */
export type ResolveIncidentInput = z.input<typeof resolveIncidentInput>
/** Output of `resolveIncident`; `changed` is false when it was resolved before. */
export const resolveIncidentOutput = z.object({ incidentId: z.string(), state, changed: z.boolean() })

/** Input of `escalateByHand`. */
export const escalateByHandInput = z.strictObject({
  incidentId: z.uuid(),
  /** The step as the ladder of the incident numbers it, from 0: who asks again pages nobody twice. */
  step: z.int('the number of a step').min(0, 'the number of a step').max(1000, 'the number of a step'),
  note: text(4000).optional(),
})
/** Input of `escalateByHand`. */
export type EscalateByHandInput = z.input<typeof escalateByHandInput>
/** Output of `escalateByHand`; `changed` is false when the step was asked for or taken before. */
export const escalateByHandOutput = z.object({
  incidentId: z.string(),
  step: z.int(),
  /** Who is paged. */
  members: z.array(z.string()),
  changed: z.boolean(),
})
/** Output of `escalateByHand`. */
export type EscalateByHandOutput = z.infer<typeof escalateByHandOutput>

/** Input of `commentIncident`. */
export const commentIncidentInput = z.strictObject({ incidentId: z.uuid(), text: text(4000) })
/** Input of `commentIncident`. */
export type CommentIncidentInput = z.input<typeof commentIncidentInput>
/** Output of `commentIncident`. */
export const commentIncidentOutput = z.object({ incidentId: z.string() })

/** What a list of incidents is narrowed by, and how it is ordered. */
const incidentFilter = {
  /** `open` means everything that is not resolved. */
  state: z.enum(['open', 'resolved', 'all'], 'one of open, resolved, all').default('open'),
  severity: severity.optional(),
  serviceId: z.uuid('the id of a service').optional(),
  /** A day in UTC on which they were open, if only for a moment. */
  day: z.string().refine(isIncidentDay, 'a day as 2026-11-20').optional(),
  /** Part of the title, or the beginning of the code. */
  text: text(100).optional(),
  sort: z.enum(INCIDENT_SORTS, `one of ${INCIDENT_SORTS.join(', ')}`).default('-opened'),
}

/** Input of `listIncidents`. */
export const listIncidentsInput = z.object({
  ...incidentFilter,
  /** The `next` of the page before, in the same order. */
  before: z.string().max(200).optional(),
  limit: z.coerce.number('a number').int().min(1).max(200, 'at most 200 at once').default(50),
})
/** Input of `listIncidents`. */
export type ListIncidentsInput = z.input<typeof listIncidentsInput>

/** An incident in lists. */
export const incidentView = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  severity,
  state,
  platformId: z.string(),
  platformName: z.string(),
  tenantId: z.string().nullable(),
  tenantName: z.string().nullable(),
  serviceId: z.string().nullable(),
  serviceName: z.string().nullable(),
  openedAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedByName: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
})
/** An incident in lists. */
export type IncidentView = z.infer<typeof incidentView>

/** Output of `listIncidents`. */
export const listIncidentsOutput = z.object({
  incidents: z.array(incidentView),
  next: z.string().nullable(),
  /** How many there are on all pages; null for more than 10,000. */
  total: z.int().nullable(),
})

/** Input of `exportIncidents`. */
export const exportIncidentsInput = z.strictObject({
  ...incidentFilter,
  format: z.enum(['csv', 'json'], 'csv or json').default('csv'),
})
/** Input of `exportIncidents`. */
export type ExportIncidentsInput = z.input<typeof exportIncidentsInput>

/** What can be done to several incidents at once. */
export const INCIDENT_ACTS = ['acknowledge', 'resolve'] as const

/** Input of `actOnIncidents`. */
export const actOnIncidentsInput = z.strictObject({
  act: z.enum(INCIDENT_ACTS, `one of ${INCIDENT_ACTS.join(', ')}`),
  incidentIds: z
    .array(z.uuid('the id of an incident'), 'a list of ids')
    .min(1, 'at least one')
    .max(200, 'at most 200 at once')
    .refine((ids) => new Set(ids).size === ids.length, 'each id once'),
})
/** Input of `actOnIncidents`. */
export type ActOnIncidentsInput = z.input<typeof actOnIncidentsInput>
/** Output of `actOnIncidents`, in the order of the ids. `same` was so before; `why` says what stands against it. */
export const actOnIncidentsOutput = z.object({
  answers: z.array(
    z.object({
      incidentId: z.string(),
      outcome: z.enum(['done', 'same', 'refused']),
      why: z.string().nullable(),
    }),
  ),
})
/** Output of `actOnIncidents`. */
export type ActOnIncidentsOutput = z.infer<typeof actOnIncidentsOutput>

/** One entry of a timeline. */
export const timelineView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
})
/** One entry of a timeline. */
export type TimelineView = z.infer<typeof timelineView>

/** One rung of the escalation of an incident. */
export const ladderView = z.object({
  step: z.int(),
  members: z.array(z.object({ id: z.string(), name: z.string() })),
  dueAt: z.iso.datetime(),
  state: z.enum(['waiting', 'fired', 'cancelled']),
  firedAt: z.iso.datetime().nullable(),
  /** When a person asked for it before its time. */
  askedAt: z.iso.datetime().nullable(),
})
/** One rung of the escalation of an incident. */
export type LadderView = z.infer<typeof ladderView>

/** An incident with everything that its page shows. */
export const incidentDetail = incidentView.extend({
  /** True when the member who asks is the one who acknowledged. */
  acknowledgedByMe: z.boolean(),
  rule: z
    .object({
      id: z.string(),
      name: z.string(),
      expr: z.string(),
      /** What a chart shows of it; null where its expression cannot be read. */
      drawing: z
        .object({
          expression: z.string(),
          unit: z.string(),
          limit: z.object({ operator: z.enum(LIMIT_OPERATORS), value: z.number() }).nullable(),
        })
        .nullable(),
    })
    .nullable(),
  policyName: z.string(),
  timeline: z.array(timelineView),
  ladder: z.array(ladderView),
  alerts: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      summary: z.string(),
      labels: z.record(z.string(), z.unknown()),
      value: z.number().nullable(),
      firedAt: z.iso.datetime().nullable(),
      resolvedAt: z.iso.datetime().nullable(),
    }),
  ),
  deliveries: z.array(
    z.object({
      id: z.string(),
      memberName: z.string(),
      channel: z.string(),
      purpose: z.string(),
      step: z.int(),
      state: z.string(),
      attempt: z.int(),
      createdAt: z.iso.datetime(),
      sentAt: z.iso.datetime().nullable(),
      answer: z.string().nullable(),
    }),
  ),
  decisions: z.array(
    z.object({ at: z.iso.datetime(), stage: z.string(), verdict: z.string(), reason: z.string() }),
  ),
})
/** An incident with everything that its page shows. */
export type IncidentDetail = z.infer<typeof incidentDetail>

/** Result of `acknowledgeIncident`: who has it, since when, and whether this call changed anything. */
export const acknowledgeResult = z.object({
  incidentId: z.string(),
  state,
  changed: z.boolean(),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedByName: z.string().nullable(),
  /** How many waiting steps were cancelled by it. */
  cancelledSteps: z.int(),
})
/** Result of `acknowledgeIncident`. */
export type AcknowledgeResult = z.infer<typeof acknowledgeResult>
