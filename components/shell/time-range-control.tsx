'use client'
import { lazy, Suspense } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useClockStore, useNow } from '#components/ui/clock.tsx'
import { zoneLabel } from '#components/ui/format-time.ts'
import { Icon } from '#components/ui/icon.tsx'
import { backToNow, endsNow, stepRange } from '#lib/core/time-range.ts'
import { Pop } from './pop.tsx'
import { rangeWords } from './range-words.ts'
import { useCommand } from './shell-commands.tsx'
import { useTimeRange } from './use-time-range.ts'

const TimeRangePanel = lazy(async () => ({
  default: (await import('./time-range-panel.tsx')).TimeRangePanel,
}))

const MINUTE = 60_000

/** The time range of the page in the top bar: what it is, a step back or on, the way back to now, and the choice of another. */
export function TimeRangeControl() {
  const time = useTimeRange()
  const { range, setRange, zone } = time
  const now = useNow(MINUTE)
  const isLive = endsNow(range)
  const clock = useClockStore()
  const atPress = () => new Date(clock.now())
  const stepBack = () => setRange(stepRange(range, -1, atPress()))
  const stepOn = () => setRange(stepRange(range, 1, atPress()))
  const toLive = () => setRange(backToNow(range, atPress()))
  useCommand('step-back', stepBack)
  useCommand('step-on', isLive ? null : stepOn)
  useCommand('back-to-live', isLive ? null : toLive)
  return (
    <div role="group" aria-label="Time range" className="flex items-center gap-1">
      <IconButton icon="left" label="Step back in time" onClick={stepBack} className="max-lg:hidden" />
      <Pop
        title="Time range"
        command="time-range"
        className="sm:w-[520px]"
        button={
          <>
            <Icon name="clock" size={14} />
            <span className="max-md:sr-only">{rangeWords(range, now, zone)}</span>
            <span className="font-normal text-fg-3 max-lg:sr-only">{zoneLabel(now, zone)}</span>
          </>
        }
      >
        <Suspense fallback={<p className="p-4 text-fg-3">Loading the choice of time</p>}>
          <TimeRangePanel time={time} onStep={{ back: stepBack, on: isLive ? null : stepOn }} />
        </Suspense>
      </Pop>
      {isLive ? null : (
        <>
          <IconButton icon="right" label="Step on in time" onClick={stepOn} className="max-lg:hidden" />
          <Button onClick={toLive} className="max-md:hidden">
            Back to live
          </Button>
        </>
      )}
    </div>
  )
}
