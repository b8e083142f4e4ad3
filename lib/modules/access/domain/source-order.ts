import { byFigure, byMoment, byText, inTurn, reversed, type Compare } from '#lib/core/list-page.ts'
import { SOURCE_STANDINGS, sourceStanding, type StandingParts } from './source-standing.ts'

/** In which orders sources are listed; a hyphen turns one around. `live` is the newest first, with the revoked ones last. */
export const SOURCE_SORTS = [
  'live',
  'created',
  '-created',
  'name',
  '-name',
  'state',
  '-state',
  'used',
  '-used',
  'ends',
  '-ends',
] as const
/** An order of a list of sources. */
export type SourceSort = (typeof SOURCE_SORTS)[number]

/** What a source is placed by. */
interface Placed extends StandingParts {
  readonly id: string
  readonly name: string
  readonly createdAt: string
}

/** Tells which of two sources comes first at `now` (milliseconds since 1970). */
export function sourceOrder(sort: SourceSort, now: number): Compare<Placed> {
  const newest = reversed(byMoment<Placed>(({ createdAt }) => createdAt))
  const name = byText<Placed>((source) => source.name)
  const state = byFigure<Placed>((source) => SOURCE_STANDINGS.indexOf(sourceStanding(source, now)))
  const used = byMoment<Placed>(({ lastUsedAt }) => lastUsedAt)
  const ends = byMoment<Placed>(({ expiresAt }) => expiresAt)
  const revokedLast = byFigure<Placed>(({ revokedAt }) => Number(revokedAt !== null))
  const orders: Readonly<Record<SourceSort, readonly Compare<Placed>[]>> = {
    live: [revokedLast, newest],
    created: [reversed(newest)],
    '-created': [newest],
    name: [name, newest],
    '-name': [reversed(name), newest],
    state: [state, name],
    '-state': [reversed(state), name],
    used: [used, name],
    '-used': [reversed(used), name],
    ends: [ends, name],
    '-ends': [reversed(ends), name],
  }
  return inTurn(...orders[sort])
}
