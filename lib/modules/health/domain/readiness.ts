/** Result of one check of something that the product cannot work without. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  /** How long the check took, milliseconds, measured. */
  readonly ms: number
  /** What was found, one sentence; for the authenticated only. */
  readonly detail: string
}

/** Whether requests can be served, with every check behind the answer. */
export interface Readiness {
  readonly ready: boolean
  readonly checks: readonly Check[]
}

/** Ready means that every check passed; no check at all is not ready. */
export const readinessOf = (checks: readonly Check[]): Readiness => ({
  ready: checks.length > 0 && checks.every(({ ok }) => ok),
  checks,
})

/** Runs one check within its time; whatever it throws is the detail of a failed check. `clock` gives milliseconds. */
export async function runCheck(
  name: string,
  work: () => Promise<string>,
  timing: {
    readonly clock: () => number
    readonly limitMs: number
    readonly timer: (ms: number) => Promise<void>
  },
): Promise<Check> {
  const begun = timing.clock()
  const late = timing.timer(timing.limitMs).then(() => {
    throw new Error(`no answer within ${timing.limitMs} ms`)
  })
  try {
    const detail = await Promise.race([work(), late])
    return { name, ok: true, ms: Math.round((timing.clock() - begun) * 10) / 10, detail }
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'it failed'
    return { name, ok: false, ms: Math.round((timing.clock() - begun) * 10) / 10, detail }
  }
}
