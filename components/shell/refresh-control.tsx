'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useNow } from '#components/ui/clock.tsx'
import { ConnectionIndicator, connectionWord } from '#components/ui/connection-indicator.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { REFRESH_CHOICES, refreshMs, type Refresh } from '#lib/core/time-range.ts'
import { useConnection } from './live.tsx'
import { Pop, useClosePop } from './pop.tsx'
import { useRefresh } from './refresh.tsx'
import { useCommand } from './shell-commands.tsx'

/** Whether the page is live, in the top bar; opens the choice of how it keeps itself fresh. */
export function RefreshControl() {
  const t = useText('shell')
  const ui = useText('ui')
  const { refresh, heldAt, setRefresh } = useRefresh()
  const connection = useConnection()
  const now = useNow().getTime()
  const everyMs = refreshMs(refresh)
  const everySeconds = everyMs === null ? null : everyMs / 1000
  // A page that cannot hear the server is not merely paused.
  const isPaused = heldAt !== null && connection.kind !== 'offline'
  const shown = isPaused
    ? ({ kind: 'paused', ageSeconds: Math.max(0, Math.floor((now - heldAt) / 1000)) } as const)
    : connection
  const word = connectionWord(ui, shown.kind, everySeconds)
  useCommand('pause', () => setRefresh(refresh === 'off' ? 'live' : 'off'))
  return (
    <>
      {/* Only the word is announced: an age that is read out each second would drown everything else. */}
      <span aria-live="polite" className="sr-only">
        {word}
      </span>
      <Pop
        title={t('refresh.title')}
        className="w-60"
        button={
          <>
            <ConnectionIndicator {...shown} everySeconds={everySeconds} />
            <span className="sr-only">{t('refresh.change')}</span>
          </>
        }
      >
        <Choices active={refresh} onChoose={setRefresh} />
      </Pop>
    </>
  )
}

interface ChoicesProps {
  readonly active: Refresh
  readonly onChoose: (next: Refresh) => void
}

function Choices({ active, onChoose }: ChoicesProps) {
  const t = useText('shell')
  const close = useClosePop()
  const client = useQueryClient()
  const { lookNow } = useRefresh()
  const choose = (next: Refresh) => {
    onChoose(next)
    close()
  }
  const look = () => {
    lookNow()
    client.invalidateQueries().catch(() => {}) // what fails shows itself where its data is shown
    close()
  }
  return (
    <div className="p-1.5">
      {REFRESH_CHOICES.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === active}
          data-autofocus={choice === active || undefined}
          onClick={() => choose(choice)}
          className={classNames(
            'flex min-h-[30px] w-full items-center gap-2 rounded-control px-2 text-left -outline-offset-2 hover:bg-raised pointer-coarse:min-h-11',
            choice === active ? 'font-medium' : 'text-fg-2',
          )}
        >
          {t(`refresh.every.${choice}`)}
          {choice === active ? <Icon name="tick" size={13} className="ml-auto" /> : null}
        </button>
      ))}
      <div className="mt-1.5 border-t border-line pt-1.5">
        <Button icon="refresh" className="w-full" onClick={look}>
          {t('refresh.now')}
        </Button>
      </div>
    </div>
  )
}
