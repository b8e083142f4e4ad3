import { isRecord } from '#lib/core/unsafe.ts'

/** What changed: the table and the id of the object that a page shows. Never its content. */
export interface LiveEvent {
  readonly table: string
  readonly id: string
  readonly platform: string | null
  readonly tenant: string | null
}

const idOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Reads the payload of a notification; null for anything that is not one of ours. */
export function parseLiveEvent(payload: string): LiveEvent | null {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    return null
  }
  if (!isRecord(value) || typeof value['table'] !== 'string' || typeof value['id'] !== 'string') return null
  return {
    table: value['table'],
    id: value['id'],
    platform: idOrNull(value['platform']),
    tenant: idOrNull(value['tenant']),
  }
}
