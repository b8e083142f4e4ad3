'use client'
import { useText } from '#components/language/use-text.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { useNow } from './clock.tsx'
import { useFormat } from './use-format.ts'

const MINUTE = 60_000
const TWO_DAYS_SECONDS = 172_800

/** Properties of the time components: the instant as ISO 8601 in UTC. */
export interface TimeProps {
  readonly at: string
}

/** An absolute time with its zone, as short as it stays clear; the full one is in the tooltip. */
export function Moment({ at }: TimeProps) {
  const format = useFormat()
  const now = useNow(MINUTE)
  const date = new Date(at)
  return (
    <time dateTime={at} title={format.moment(date)} className="whitespace-nowrap">
      {format.shortMoment(date, now)}
    </time>
  )
}

/** An absolute time with date, seconds and zone: for evidence and for the audit chain. */
export function FullMoment({ at }: TimeProps) {
  const format = useFormat()
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {format.moment(new Date(at))}
    </time>
  )
}

/** The clock time with seconds, in mono, for columns whose head names the zone (`ZoneName`). */
export function ClockTime({ at }: TimeProps) {
  const format = useFormat()
  const date = new Date(at)
  return (
    <time dateTime={at} title={format.moment(date)} className="font-mono text-[0.925em] tracking-[-0.01em]">
      {format.second(date)}
    </time>
  )
}

/** The zone of the times beside it. */
export function ZoneName() {
  const format = useFormat()
  return <>{format.zone(useNow(MINUTE))}</>
}

/** `As of 14:32:07 UTC+8`, for proof lines. */
export function AsOf({ at }: TimeProps) {
  const t = useText('time')
  const format = useFormat()
  const date = new Date(at)
  return (
    <time dateTime={at} title={format.moment(date)}>
      {t('asOf', { at: format.clock(date) })}
    </time>
  )
}

/** How a distance in time is put: `4 s ago`, `4 s old`, or `4 s` alone. */
export type AgeKind = 'ago' | 'old' | 'bare'

/** How long ago: `23 m 21 s ago`; beyond 48 h the date, because a distance in days says little. */
export function Age({ at, kind = 'ago' }: TimeProps & { kind?: AgeKind }) {
  const t = useText('time')
  const format = useFormat()
  const date = new Date(at)
  const seconds = Math.max(0, (useNow().getTime() - date.getTime()) / 1000)
  const age = formatSeconds(seconds)
  const near = kind === 'bare' ? age : t(kind, { age })
  return (
    <time dateTime={at} title={format.moment(date)} className="whitespace-nowrap">
      {seconds >= TWO_DAYS_SECONDS ? format.moment(date) : near}
    </time>
  )
}

/** The time between two instants, or from one until now: `23 m 21 s`. */
export function Elapsed({ from, to }: { from: string; to?: string | undefined }) {
  const now = useNow()
  const end = to === undefined ? now : new Date(to)
  return (
    <span className="whitespace-nowrap">
      {formatSeconds((end.getTime() - new Date(from).getTime()) / 1000)}
    </span>
  )
}
