import { z } from 'zod'
import type { Say } from '#lib/core/say.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { serviceState } from '#lib/modules/tenancy/schemas.ts'

const time = z.iso.datetime()

/** Input of the routes that a page's link opens: its token stands in the body, because addresses are logged. */
export const pageTokenInput = z.strictObject({
  token: z.string('the token of the link').min(1, 'the token of the link').max(300, 'the token of the link'),
})

/** Everything that the page on a phone shows of one incident to one member, at the server's time `now`. */
export const phoneState = z.object({
  now: time,
  /** The time zone of the member. */
  zone: z.string(),
  incidentId: z.string(),
  code: z.string(),
  title: z.string(),
  sentence: z.string().nullable(),
  severity: z.enum(['P0', 'P1', 'P2', 'P3']),
  service: z.object({ name: z.string(), state: serviceState.nullable() }).nullable(),
  openedAt: time,
  acknowledged: z.object({ at: time, by: z.string(), mine: z.boolean() }).nullable(),
  resolvedAt: time.nullable(),
  mayAcknowledge: z.boolean(),
  /** The step that is waiting: who, when, and since when it waits. */
  next: z.object({ names: z.array(z.string()), mine: z.boolean(), dueAt: time, since: time }).nullable(),
  /** The newest step that was taken, counted from 1. */
  step: z.object({ now: z.int(), of: z.int(), mine: z.boolean() }).nullable(),
  /** The first step that the acknowledgement stopped, counted from 1. */
  stopped: z.object({ step: z.int(), dueAt: time }).nullable(),
  /** Who was paged, and when the first page was handed on; null while none was. */
  paged: z.array(z.object({ name: z.string(), mine: z.boolean(), at: time.nullable() })),
  /** The newest entries, newest first. */
  timeline: z.array(z.object({ at: time, text: z.string() })),
})
/** Everything that the page on a phone shows of one incident to one member, at the server's time `now`. */
export type PhoneState = z.infer<typeof phoneState>

/** Who looks, and what is known beside the incident itself. */
export interface PhoneReader {
  readonly memberId: string
  readonly zone: string
  readonly mayAcknowledge: boolean
  readonly now: Date
  /** Says it in the language of the member. */
  readonly say: Say
  /** State of the service, null when this scope does not see it. */
  readonly serviceState: z.infer<typeof serviceState> | null
}

const ENTRIES = 4
const MAX_TEXT = 160

/** Draws together what a phone shows of an incident. */
export function toPhoneState(incident: IncidentDetail, reader: PhoneReader): PhoneState {
  const { id, code, title, severity, openedAt, resolvedAt, acknowledgedAt, serviceName } = incident
  return {
    now: reader.now.toISOString(),
    zone: reader.zone,
    incidentId: id,
    code,
    title,
    sentence: sentenceOf(incident, reader.say),
    severity,
    service: serviceName === null ? null : { name: serviceName, state: reader.serviceState },
    openedAt,
    acknowledged:
      acknowledgedAt === null
        ? null
        : {
            at: acknowledgedAt,
            by: incident.acknowledgedByName ?? reader.say('Somebody'),
            mine: incident.acknowledgedByMe,
          },
    resolvedAt,
    mayAcknowledge: reader.mayAcknowledge,
    ...escalationOf(incident, reader.memberId),
    paged: pagedOf(incident, reader.memberId),
    timeline: incident.timeline.slice(0, ENTRIES).map((entry) => ({ at: entry.at, text: lineOf(entry) })),
  }
}

/** What is known beyond the title: another alert's words, or what the rule says now. */
function sentenceOf({ title, rule, alerts }: IncidentDetail, say: Say): string | null {
  const summary = alerts[0]?.summary ?? title
  if (summary !== title) return summary
  if (rule === null) return null
  const count = alerts.filter(({ state }) => state === 'firing').length
  const found = { rule: rule.name }
  if (count === 0) return say('Found by the rule “{rule}”. No alert of it fires any more.', found)
  return count === 1
    ? say('Found by the rule “{rule}”. Its alert is still firing.', found)
    : say('Found by the rule “{rule}”. {count} of its alerts are still firing.', { ...found, count })
}

function escalationOf(
  { ladder, openedAt, acknowledgedAt }: IncidentDetail,
  memberId: string,
): Pick<PhoneState, 'next' | 'step' | 'stopped'> {
  const isMine = (members: readonly { id: string }[]): boolean => members.some(({ id }) => id === memberId)
  const waiting = ladder.find(({ state, members }) => state === 'waiting' && members.length > 0)
  const fired = ladder.findLast(({ state }) => state === 'fired')
  const cancelled = ladder.find(({ state }) => state === 'cancelled')
  return {
    next:
      waiting === undefined
        ? null
        : {
            names: waiting.members.map(({ name }) => name),
            mine: isMine(waiting.members),
            dueAt: waiting.dueAt,
            since: fired?.firedAt ?? openedAt,
          },
    step:
      fired === undefined ? null : { now: fired.step + 1, of: ladder.length, mine: isMine(fired.members) },
    stopped:
      acknowledgedAt === null || cancelled === undefined
        ? null
        : { step: cancelled.step + 1, dueAt: cancelled.dueAt },
  }
}

function pagedOf({ ladder, deliveries }: IncidentDetail, memberId: string): PhoneState['paged'] {
  const reached = new Map(
    ladder
      .filter(({ state }) => state === 'fired')
      .flatMap(({ members }) => members.map(({ id, name }) => [id, name])),
  )
  return [...reached].map(([id, name]) => {
    const sent = deliveries.flatMap((one) =>
      one.purpose === 'page' && one.memberName === name && one.sentAt !== null ? [one.sentAt] : [],
    )
    return { name, mine: id === memberId, at: sent.toSorted()[0] ?? null }
  })
}

function lineOf(entry: IncidentDetail['timeline'][number]): string {
  const text = entry.kind === 'comment' ? `${entry.actorName}: ${entry.text}` : entry.text
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`
}
