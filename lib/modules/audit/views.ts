import type { Json } from '#lib/core/canonical-json.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { hex, type EntryPayload, type PayloadPart, type StoredEntry } from './domain/record.ts'
import type { AuditEntryView } from './schemas.ts'

/** What a payload tells, whatever its form; null where it was erased or does not open. */
export interface PayloadFacts {
  readonly actorName: string | null
  readonly ip: string | null
  readonly targetName: string | null
  readonly details: Readonly<Record<string, unknown>> | null
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const valueOf = (part: PayloadPart): Readonly<Record<string, unknown>> => {
  const value: Json = typeof part === 'string' ? null : part.value
  return isRecord(value) ? value : {}
}

/** Reads a payload of either form. */
export function payloadFacts(payload: EntryPayload): PayloadFacts {
  const whole = payload.form === 'whole' ? valueOf(payload.whole) : null
  const actor = payload.form === 'parts' ? valueOf(payload.actor) : {}
  const about = payload.form === 'parts' ? valueOf(payload.about) : {}
  const details = whole === null ? about['details'] : whole['details']
  return {
    actorName: text(whole === null ? actor['name'] : whole['actorName']),
    ip: text(whole === null ? actor['ip'] : whole['ip']),
    targetName: text(whole === null ? about['name'] : whole['targetName']),
    details: isRecord(details) ? details : null,
  }
}

const partsOf = (payload: EntryPayload): readonly PayloadPart[] =>
  payload.form === 'whole' ? [payload.whole] : [payload.actor, payload.about]

/** An entry as pages and the API show it. */
export function toEntryView(entry: StoredEntry): AuditEntryView {
  const { actorName, ip, targetName, details } = payloadFacts(entry.payload)
  return {
    chain: entry.chain,
    seq: entry.seq.toString(),
    at: entry.at.toISOString(),
    action: entry.action,
    actorKind: entry.actorKind,
    actorId: entry.actorId,
    actorName,
    targetKind: entry.targetKind,
    targetId: entry.targetId,
    targetName,
    details: details === null ? null : { ...details },
    ip,
    requestId: entry.requestId,
    hash: hex(entry.hash),
    isErased: partsOf(entry.payload).includes('erased'),
  }
}
