import type { Json } from '#lib/core/canonical-json.ts'

const SECRET = /pass(?:word|phrase)|secret|token|credential|private_?key|recovery_?code/i

/** The first field of an input whose name says that it holds a secret; null without any. Requests are kept and shown. */
export function secretField(value: Json): string | null {
  if (value === null || typeof value !== 'object') return null
  for (const [name, item] of Object.entries(value)) {
    if (SECRET.test(name)) return name
    const inner = secretField(item)
    if (inner !== null) return inner
  }
  return null
}
