import { invalidField } from '#lib/core/errors.ts'

/** Five years: whoever means longer means for good. */
const LONGEST_MS = 5 * 366 * 86_400_000

/** When a role is to end, null for one without an end; `invalid_input` at `field` for a moment that cannot be meant. */
export function roleEnd(field: string, text: string | undefined, now: Date): Date | null {
  if (text === undefined) return null
  const until = new Date(text)
  if (until <= now) throw invalidField(field, 'choose a moment in the future')
  if (until.getTime() - now.getTime() > LONGEST_MS) {
    throw invalidField(field, 'choose a moment within five years, or none for a role without an end')
  }
  return until
}
