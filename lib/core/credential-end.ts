const DAY_MS = 86_400_000
/** Clocks of browsers differ, and "one year" is meant as one year. */
const GRACE_MS = 60_000

/** When a credential ends, or why it cannot end then (a full sentence). */
export type CredentialEnd =
  | { readonly kind: 'ends'; readonly at: Date }
  | { readonly kind: 'refused'; readonly problem: string }

/** When a credential that is made at `now` ends for which a moment is asked; at the latest after `maxDays`. */
export function credentialEnd(
  asked: string,
  now: Date,
  { maxDays, what }: { readonly maxDays: number; readonly what: 'keys' | 'sources' | 'tokens' },
): CredentialEnd {
  const at = new Date(asked)
  if (at <= now) return { kind: 'refused', problem: 'choose a moment in the future' }
  if (at.getTime() <= now.getTime() + maxDays * DAY_MS + GRACE_MS) return { kind: 'ends', at }
  const problem =
    what === 'keys'
      ? `choose a moment within ${maxDays} days: keys of this installation end by then`
      : `choose a moment within ${maxDays} days, or none: ${what} do not have to end`
  return { kind: 'refused', problem }
}
