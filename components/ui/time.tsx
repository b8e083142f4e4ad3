'use client'
import { formatSeconds } from '#lib/core/duration.ts'
import { useNow, useZone } from './clock.tsx'
import { clockText, momentText, secondText, shortMomentText, zoneLabel } from './format-time.ts'

const MINUTE = 60_000
const TWO_DAYS_SECONDS = 172_800

/** Properties of the time components: the instant as ISO 8601 in UTC. */
export interface TimeProps {
  readonly at: string
}

/** An absolute time with its zone, as short as it stays clear; the full one is in the tooltip. */
export function Moment({ at }: TimeProps) {
  const zone = useZone()
  const now = useNow(MINUTE)
  const date = new Date(at)
  return (
    <time dateTime={at} title={momentText(date, zone)} className="whitespace-nowrap">
      {shortMomentText(date, now, zone)}
    </time>
  )
}

/** An absolute time with date, seconds and zone: for evidence and for the audit chain. */
export function FullMoment({ at }: TimeProps) {
  const zone = useZone()
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {momentText(new Date(at), zone)}
    </time>
  )
}

/** The clock time with seconds, in mono, for columns whose head names the zone (`ZoneName`). */
export function ClockTime({ at }: TimeProps) {
  const zone = useZone()
  const date = new Date(at)
  return (
    <time
      dateTime={at}
      title={momentText(date, zone)}
      className="font-mono text-[0.925em] tracking-[-0.01em]"
    >
      {secondText(date, zone)}
    </time>
  )
}

/** The zone of the times beside it. */
export function ZoneName() {
  const zone = useZone()
  return <>{zoneLabel(useNow(MINUTE), zone)}</>
}

/** `As of 14:32:07 UTC+8`, for proof lines. */
export function AsOf({ at }: TimeProps) {
  const zone = useZone()
  return (
    <span title={momentText(new Date(at), zone)}>
      As of <time dateTime={at}>{clockText(new Date(at), zone)}</time>
    </span>
  )
}

/** How long ago: `23 m 21 s ago`; beyond 48 h the date, because a distance in days says little. */
export function Age({ at, suffix = ' ago' }: TimeProps & { suffix?: string }) {
  const zone = useZone()
  const date = new Date(at)
  const seconds = Math.max(0, (useNow().getTime() - date.getTime()) / 1000)
  return (
    <time dateTime={at} title={momentText(date, zone)} className="whitespace-nowrap">
      {seconds >= TWO_DAYS_SECONDS ? momentText(date, zone) : `${formatSeconds(seconds)}${suffix}`}
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
