'use client'
import { useLanguage, useText } from '#components/language/use-text.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useClockStore, useNow } from '#components/ui/clock.tsx'
import { FetchedPart } from '#components/ui/fetched-part.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { zoneLabel } from '#components/ui/format-time.ts'
import { Icon } from '#components/ui/icon.tsx'
import { backToNow, endsNow, stepRange } from '#lib/core/time-range.ts'
import { Pop } from './pop.tsx'
import { rangeWords } from './range-words.ts'
import { useCommand } from './shell-commands.tsx'
import { useTimeRange } from './use-time-range.ts'

const TimeRangePanel = fetched(async () => (await import('./time-range-panel.tsx')).TimeRangePanel)

const MINUTE = 60_000

/** The time range of the page in the top bar: what it is, a step back or on, the way back to now, and the choice of another. */
export function TimeRangeControl() {
  const t = useText('shell')
  const language = useLanguage()
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
    <div role="group" aria-label={t('range.title')} className="flex items-center gap-1">
      <IconButton icon="left" label={t('range.back')} onClick={stepBack} className="max-lg:hidden" />
      <Pop
        title={t('range.title')}
        command="time-range"
        className="sm:w-[520px]"
        button={
          <>
            <Icon name="clock" size={14} />
            <span className="max-sm:sr-only">{rangeWords(t, range, now, { zone, language })}</span>
            <span className="font-normal text-fg-3 max-lg:sr-only">{zoneLabel(now, zone)}</span>
          </>
        }
      >
        <FetchedPart waits={<p className="p-4 text-fg-3">{t('range.loading')}</p>}>
          <TimeRangePanel time={time} onStep={{ back: stepBack, on: isLive ? null : stepOn }} />
        </FetchedPart>
      </Pop>
      {isLive ? null : (
        <>
          <IconButton icon="right" label={t('range.on')} onClick={stepOn} className="max-lg:hidden" />
          <Button onClick={toLive} className="max-sm:hidden">
            {t('range.live')}
          </Button>
        </>
      )}
    </div>
  )
}
