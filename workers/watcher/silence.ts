/** Limits of the watch, milliseconds. */
export interface WatchRules {
  /** Silence after which people are told. */
  readonly timeoutMs: number
  /** How long until they are told again. */
  readonly repeatMs: number
  /**
   * A look that comes this late was not late because of the heartbeat: the machine slept, or its clock was set. That
   * time does not count as silence.
   */
  readonly gapMs: number
}

/** What the watcher knows; times are Unix milliseconds. */
export interface Watch {
  /** Begin of the present wait: the last heartbeat, or the start; moved on by what does not count. */
  readonly waitingSince: number
  /** The last heartbeat as the clock showed it; null before the first. */
  readonly lastBeatAt: number | null
  /** The last time that anything looked. */
  readonly lookedAt: number
  /** When the present silence was found; null while heartbeats come. */
  readonly silentSince: number | null
  /** When people were last told about it. */
  readonly toldAt: number | null
}

/** Something that people have to know. `silentMs` is how long no heartbeat has come, or had come. */
export interface Notice {
  readonly kind: 'silent' | 'still_silent' | 'recovered'
  readonly silentMs: number
}

/** A changed watch, and the notice that follows from the change. */
export interface Watched {
  readonly watch: Watch
  readonly notice: Notice | null
}

/** A watch that begins now: a first heartbeat that never comes is silence too. */
export const beginWatch = (now: number): Watch => ({
  waitingSince: now,
  lastBeatAt: null,
  lookedAt: now,
  silentSince: null,
  toldAt: null,
})

/** Leaves out time during which nobody could have heard anything. A clock that was set back is such a gap as well. */
function withoutGap(watch: Watch, now: number, rules: WatchRules): Watch {
  const gap = now - watch.lookedAt
  const isGap = gap > rules.gapMs || gap < 0
  const moved = isGap ? gap : 0
  return {
    ...watch,
    waitingSince: watch.waitingSince + moved,
    toldAt: watch.toldAt === null ? null : watch.toldAt + moved,
    lookedAt: now,
  }
}

/** Looks at the clock; to be called much more often than `gapMs`. */
export function look(before: Watch, now: number, rules: WatchRules): Watched {
  const watch = withoutGap(before, now, rules)
  const silentMs = now - watch.waitingSince
  if (silentMs < rules.timeoutMs) return { watch, notice: null }
  if (watch.toldAt === null) {
    return { watch: { ...watch, silentSince: now, toldAt: now }, notice: { kind: 'silent', silentMs } }
  }
  if (now - watch.toldAt < rules.repeatMs) return { watch, notice: null }
  return { watch: { ...watch, toldAt: now }, notice: { kind: 'still_silent', silentMs } }
}

/** Takes a heartbeat. */
export function hear(before: Watch, now: number, rules: WatchRules): Watched {
  const watch = withoutGap(before, now, rules)
  const heard: Watch = { waitingSince: now, lastBeatAt: now, lookedAt: now, silentSince: null, toldAt: null }
  const isRecovery = watch.silentSince !== null
  return {
    watch: heard,
    notice: isRecovery ? { kind: 'recovered', silentMs: now - watch.waitingSince } : null,
  }
}

/** The state in one word: `waiting` for the first heartbeat, `alive`, or `silent`. */
export function stateOf(watch: Watch): 'waiting' | 'alive' | 'silent' {
  if (watch.silentSince !== null) return 'silent'
  return watch.lastBeatAt === null ? 'waiting' : 'alive'
}
