import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { actorLabel } from '#lib/infra/context/request-context.ts'
import { formatScopeParam } from '#lib/core/scope.ts'

/** One entry per actor, scope and matter within this time: a loop of refusals must not fill the chain. */
const HOUR_MS = 3_600_000
/** Matters of people, and of keys of ours, that are remembered; beyond this they are noted again. */
const MAX_REMEMBERED = 10_000
/** Matters of strangers that are told apart within an hour, wherever they come from; all further ones are one. */
const MOST_STRANGERS = 1000

/** Where all strangers are counted who are not told apart. */
const MANY = 'many'

interface Noted {
  readonly at: number
  /** How often it happened since, without an entry. */
  left: number
}

/** Strangers are remembered apart: whoever asks from many networks keeps nothing that known people do off the record. */
const known = new Map<string, Noted>()
const strangers = new Map<string, Noted>()

const isOver = ({ at }: Noted, now: number): boolean => now - at >= HOUR_MS || now < at

/** Where a matter is remembered. */
interface Place {
  readonly memory: Map<string, Noted>
  readonly key: string
}

function ofKnown(key: string): Place {
  if (!known.has(key) && known.size >= MAX_REMEMBERED) known.clear()
  return { memory: known, key }
}

function ofStrangers(key: string, now: number): Place {
  if (strangers.has(key) || strangers.size < MOST_STRANGERS) return { memory: strangers, key }
  // In the order in which they were noted.
  for (const [old, noted] of strangers) {
    if (!isOver(noted, now)) break
    strangers.delete(old)
  }
  return { memory: strangers, key: strangers.size < MOST_STRANGERS ? key : MANY }
}

/** Who met a matter, where and when. */
type Meeting = Pick<RequestContext, 'actor' | 'clock' | 'scope'>

/** What is met. */
export interface Matter {
  readonly matter: string
  /** True of what nobody can make up, since it names something of ours: no flood of strangers takes it off the record. */
  readonly isOurs?: boolean
}

/**
 * Runs `write` for the first time that an actor meets a matter in a scope within an hour, in this process; it is told how
 * often they met it since the last entry, and whether that is of many strangers who are not told apart. An entry that could
 * not be written is none: the next time is the first one again.
 */
export async function onceWithinHour(
  ctx: Meeting,
  { matter, isOurs = false }: Matter,
  write: (leftOut: number, isOfMany: boolean) => Promise<void>,
): Promise<void> {
  const now = ctx.clock.now().getTime()
  const full = `${ctx.actor.kind}:${actorLabel(ctx.actor).id}|${formatScopeParam(ctx.scope)}|${matter}`
  const { memory, key } = ctx.actor.kind === 'job' && !isOurs ? ofStrangers(full, now) : ofKnown(full)
  const last = memory.get(key)
  if (last !== undefined && !isOver(last, now)) {
    last.left += 1
    return
  }
  memory.delete(key)
  // Before it is written: of many at the same time only one is.
  const noted = { at: now, left: 0 }
  memory.set(key, noted)
  const leftOut = last?.left ?? 0
  try {
    await write(leftOut, key === MANY)
  } catch (error) {
    // This one and those that came meanwhile are without an entry, too.
    if (memory.get(key) === noted) memory.set(key, { at: -Infinity, left: leftOut + noted.left + 1 })
    throw error
  }
}
