'use client'
import { useState, type SubmitEvent } from 'react'
import { halfTyped } from '#components/forms/half-typed.ts'
import { showField } from '#components/forms/show-field.ts'
import { mono } from '#components/language/mono.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
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
  NOW,
  parseBound,
  QUICK_RANGES,
  rangeFault,
  endsNow,
  type TimeRange,
} from '#lib/core/time-range.ts'
import { useClosePop } from './pop.tsx'
import { lastText } from './range-words.ts'
import { useChangeSearch } from './use-change-search.ts'
import type { TimeRangeState } from './use-time-range.ts'
import { typedRange, type MomentFault, type TypedRange } from './typed-range.ts'
import { wallText } from './wall-time.ts'

/** Properties of `TimeRangePanel`. */
export interface TimeRangePanelProps {
  readonly time: TimeRangeState
  /** The same as the buttons beside it, for a phone; `on` is null at this moment. */
  readonly onStep: { readonly back: () => void; readonly on: (() => void) | null }
}

/** The choice of a time range: by one press, so far back, or between two moments; and of the zone. Loaded on first use. */
export function TimeRangePanel({ time, onStep }: TimeRangePanelProps) {
  const t = useText('shell')
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
            {t('range.stepBack')}
          </Button>
          {onStep.on === null ? null : (
            <Button icon="right" onClick={onStep.on}>
              {t('range.stepOn')}
            </Button>
          )}
        </div>
        <RelativeForm range={time.range} onChoose={choose} />
        <AbsoluteForm key={time.zone} time={time} onChoose={choose} />
        <ZoneToggle />
        {endsNow(time.range) ? null : (
          <Button icon="play" onClick={() => choose(backToNow(time.range, now))}>
            {t('range.live')}
          </Button>
        )}
      </div>
      <QuickRanges active={time.range} onChoose={choose} />
    </div>
  )
}

type Choose = (range: TimeRange) => void

function QuickRanges({ active, onChoose }: { active: TimeRange; onChoose: Choose }) {
  const t = useText('shell')
  return (
    <section
      aria-label={t('range.quick')}
      className="border-line p-1.5 max-sm:order-first max-sm:grid max-sm:grid-cols-2 max-sm:border-b sm:w-44 sm:border-l"
    >
      {QUICK_RANGES.map((range) => {
        const words = lastText(t, range) ?? ''
        const isActive = lastText(t, active) === words
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

const UNITS = ['m', 'h', 'd', 'w'] as const

function RelativeForm({ range, onChoose }: { range: TimeRange; onChoose: Choose }) {
  const t = useText('shell')
  const { from } = range
  const isAgo = from.kind === 'ago' && UNITS.some((each) => each === from.unit)
  const [count, setCount] = useState(isAgo ? String(from.count) : '6')
  const [unit, setUnit] = useState<string>(isAgo ? from.unit : 'h')
  const [fault, setFault] = useState<string | null>(null)
  const now = useNow(60_000)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const start = parseBound(`now-${count.trim()}${unit}`)
    const next = start === null ? null : { from: start, to: NOW }
    const found = next === null ? null : rangeFault(next, now)
    setFault(next === null ? t('range.notWhole') : found === null ? null : t(`range.fault.${found}`))
    if (found === null && next !== null) onChoose(next)
  }
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
      <TextField
        label={t('range.theLast')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={count}
        error={fault ?? undefined}
        onChange={(event) => setCount(event.target.value)}
      />
      <SelectField
        label={t('range.unitLabel')}
        value={unit}
        options={UNITS.map((value) => ({ value, label: t(`range.unit.${value}`) }))}
        onChange={(event) => setUnit(event.target.value)}
      />
      <Button type="submit" className="mt-[21px] max-sm:mt-[25px]">
        {t('range.show')}
      </Button>
    </form>
  )
}

function AbsoluteForm({ time, onChoose }: { time: TimeRangeState; onChoose: Choose }) {
  const t = useText('shell')
  const { zone } = time
  const now = useNow(60_000)
  const [from, setFrom] = useState(() => wallText(time.fromMs, zone))
  const [to, setTo] = useState(() => wallText(time.toMs, zone))
  const [faults, setFaults] = useState<NonNullable<TypedRange['faults']>>({})
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { elements } = event.currentTarget
    const { range, faults: found } = typedRange({ from, to }, { half: halfTyped(elements), zone, now })
    setFaults(found ?? {})
    if (range !== null) onChoose(range)
    const [wrong] = Object.keys(found ?? {})
    if (wrong !== undefined) showField(elements.namedItem(wrong))
  }
  const words = (fault: MomentFault | undefined): string | undefined => {
    if (fault === undefined) return undefined
    return fault === 'noMoment' ? t('range.noMoment') : t(`range.fault.${fault}`)
  }
  const label = zoneLabel(new Date(time.toMs), zone)
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-2">
      <TextField
        label={t('range.from', { zone: label })}
        type="datetime-local"
        step={1}
        name="from"
        value={from}
        error={words(faults.from)}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label={t('range.to', { zone: label })}
        type="datetime-local"
        step={1}
        name="to"
        value={to}
        error={words(faults.to)}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit">{t('range.showThis')}</Button>
      <p className="text-micro text-fg-3">
        {t.rich('range.inAddress', {
          from: put(mono(boundText(time.range.from))),
          to: put(mono(boundText(time.range.to))),
        })}
      </p>
    </form>
  )
}

/** Whether times are printed in the reader's own zone or in UTC. */
function ZoneToggle() {
  const t = useText('shell')
  const own = useOwnZone()
  const now = useNow(60_000)
  const change = useChangeSearch()
  const isUtc = new URLSearchParams(location.search).get('zone') === 'utc'
  return (
    <div>
      <p className="mb-1 text-small font-medium">{t('range.printed')}</p>
      <Segmented
        label={t('range.zone')}
        value={isUtc ? 'utc' : 'own'}
        options={[
          { value: 'own', label: t('range.own', { zone: zoneLabel(now, own) }) },
          { value: 'utc', label: 'UTC' },
        ]}
        onChange={(value) => change({ zone: value === 'utc' ? 'utc' : null }, 'look')}
      />
    </div>
  )
}
