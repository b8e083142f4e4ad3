/** One field that a change touched. */
export interface ChangedField {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Details split into the fields that changed, and everything else that the entry records. */
export function splitDetails(details: Readonly<Record<string, unknown>>): {
  readonly changes: readonly ChangedField[]
  readonly rest: Readonly<Record<string, unknown>>
} {
  const { before, after, ...rest } = details
  if (!isRecord(before) && !isRecord(after)) return { changes: [], rest: details }
  const old = isRecord(before) ? before : {}
  const young = isRecord(after) ? after : {}
  const changes = [...new Set([...Object.keys(old), ...Object.keys(young)])]
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(young[field]))
    .map((field) => ({ field, before: old[field], after: young[field] }))
  return { changes, rest }
}
