'use client'
import { useState, type SubmitEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useNow, useOwnZone } from '#components/ui/clock.tsx'
import { TextField } from '#components/ui/field.tsx'
import { zoneLabel } from '#components/ui/format-time.ts'
import { Segmented } from '#components/ui/segmented.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import {
  backToNow,
  boundText,
  lastWords,
  NOW,
  parseBound,
  QUICK_RANGES,
  rangeBetween,
  rangeFault,
  endsNow,
  type TimeRange,
} from '#lib/core/time-range.ts'
import { useClosePop } from './pop.tsx'
import { useChangeSearch } from './use-change-search.ts'
import type { TimeRangeState } from './use-time-range.ts'
import { wallMs, wallText } from './wall-time.ts'

/** Properties of `TimeRangePanel`. */
export interface TimeRangePanelProps {
  readonly time: TimeRangeState
  /** The same as the buttons beside it, for a phone; `on` is null at this moment. */
  readonly onStep: { readonly back: () => void; readonly on: (() => void) | null }
}

/** The choice of a time range: by one press, so far back, or between two moments; and of the zone. Loaded on first use. */
export function TimeRangePanel({ time, onStep }: TimeRangePanelProps) {
  const close = useClosePop()
  const choose = (range: TimeRange) => {
    time.setRange(range)
    close()
  }
  const now = useNow(60_000)
  return (
    <div className="flex max-sm:flex-col">
      <div className="flex min-w-0 flex-1 flex-col gap-4 p-4">
        <div className="flex gap-2 lg:hidden">
          <Button icon="left" onClick={onStep.back}>
            Step back
          </Button>
          {onStep.on === null ? null : (
            <Button icon="right" onClick={onStep.on}>
              Step on
            </Button>
          )}
        </div>
        <RelativeForm range={time.range} onChoose={choose} />
        <AbsoluteForm key={time.zone} time={time} onChoose={choose} />
        <ZoneToggle />
        {endsNow(time.range) ? null : (
          <Button icon="play" onClick={() => choose(backToNow(time.range, now))}>
            Back to live
          </Button>
        )}
      </div>
      <QuickRanges active={time.range} onChoose={choose} />
    </div>
  )
}

type Choose = (range: TimeRange) => void

function QuickRanges({ active, onChoose }: { active: TimeRange; onChoose: Choose }) {
  return (
    <section
      aria-label="Quick ranges"
      className="border-line p-1.5 max-sm:order-first max-sm:grid max-sm:grid-cols-2 max-sm:border-b sm:w-44 sm:border-l"
    >
      {QUICK_RANGES.map((range) => {
        const words = lastWords(range) ?? ''
        const isActive = lastWords(active) === words
        return (
          <button
            key={words}
            type="button"
            aria-pressed={isActive}
            data-autofocus={isActive || undefined}
            onClick={() => onChoose(range)}
            className={classNames(
              'flex min-h-7 w-full items-center rounded-control px-2 text-left -outline-offset-2 hover:bg-raised pointer-coarse:min-h-11',
              isActive ? 'bg-accent-soft font-medium' : 'text-fg-2',
            )}
          >
            {words}
          </button>
        )
      })}
    </section>
  )
}

const UNITS = [
  { value: 'm', label: 'minutes' },
  { value: 'h', label: 'hours' },
  { value: 'd', label: 'days' },
  { value: 'w', label: 'weeks' },
]

function RelativeForm({ range, onChoose }: { range: TimeRange; onChoose: Choose }) {
  const { from } = range
  const isAgo = from.kind === 'ago' && UNITS.some(({ value }) => value === from.unit)
  const [count, setCount] = useState(isAgo ? String(from.count) : '6')
  const [unit, setUnit] = useState<string>(isAgo ? from.unit : 'h')
  const [fault, setFault] = useState<string | null>(null)
  const now = useNow(60_000)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const start = parseBound(`now-${count.trim()}${unit}`)
    const next = start === null ? null : { from: start, to: NOW }
    const found = next === null ? 'A whole number, e.g. 6.' : rangeFault(next, now)
    setFault(found)
    if (found === null && next !== null) onChoose(next)
  }
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
      <TextField
        label="The last"
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={count}
        error={fault ?? undefined}
        onChange={(event) => setCount(event.target.value)}
      />
      <SelectField
        label="Unit"
        value={unit}
        options={UNITS}
        onChange={(event) => setUnit(event.target.value)}
      />
      <Button type="submit" className="mt-[21px] max-sm:mt-[25px]">
        Show
      </Button>
    </form>
  )
}

function AbsoluteForm({ time, onChoose }: { time: TimeRangeState; onChoose: Choose }) {
  const { zone } = time
  const now = useNow(60_000)
  const [from, setFrom] = useState(() => wallText(time.fromMs, zone))
  const [to, setTo] = useState(() => wallText(time.toMs, zone))
  const [fault, setFault] = useState<string | null>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const [fromMs, toMs] = [wallMs(from, zone), wallMs(to, zone)]
    if (fromMs === null || toMs === null) {
      setFault('Date and time of both, e.g. 2026-11-20 14:00.')
      return
    }
    const next = rangeBetween(fromMs, toMs)
    const found = rangeFault(next, now)
    setFault(found)
    if (found === null) onChoose(next)
  }
  const label = zoneLabel(new Date(time.toMs), zone)
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-2">
      <TextField
        label={`From, ${label}`}
        type="datetime-local"
        step={1}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label={`To, ${label}`}
        type="datetime-local"
        step={1}
        value={to}
        error={fault ?? undefined}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit">Show this range</Button>
      <p className="text-micro text-fg-3">
        In the address: <code className="font-mono">{boundText(time.range.from)}</code> to{' '}
        <code className="font-mono">{boundText(time.range.to)}</code>
      </p>
    </form>
  )
}

/** Whether times are printed in the reader's own zone or in UTC. */
function ZoneToggle() {
  const own = useOwnZone()
  const now = useNow(60_000)
  const change = useChangeSearch()
  const isUtc = new URLSearchParams(location.search).get('zone') === 'utc'
  return (
    <div>
      <p className="mb-1 text-small font-medium">Times are printed in</p>
      <Segmented
        label="Zone of the times"
        value={isUtc ? 'utc' : 'own'}
        options={[
          { value: 'own', label: `Your zone, ${zoneLabel(now, own)}` },
          { value: 'utc', label: 'UTC' },
        ]}
        onChange={(value) => change({ zone: value === 'utc' ? 'utc' : null }, 'look')}
      />
    </div>
  )
}
