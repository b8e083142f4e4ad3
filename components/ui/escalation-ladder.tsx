'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Bar } from './bar.tsx'
import { classNames } from './class-names.ts'
import { useNow } from './clock.tsx'
import { countdownAnnouncement, countdownText } from './countdown-text.ts'
import { ClockTime } from './time.tsx'

/** One rung: who is reached, and whether that was done, comes next, or waits. */
export interface LadderStep {
  readonly id: string
  readonly title: ReactNode
  /** Role, channel, condition. */
  readonly note?: ReactNode
  readonly status: 'done' | 'next' | 'waiting' | 'stopped'
  /** At the right of a step that is done: how fast. */
  readonly result?: ReactNode
  /** When it is due, ISO 8601 in UTC; absent once escalation has stopped. */
  readonly dueAt?: string
  /** Since when the countdown runs, for the bar; ISO 8601 in UTC. */
  readonly since?: string
}

/** The steps of an escalation: done ones say who and how fast, the next one counts down, the others say when. */
export function EscalationLadder({ steps }: { steps: readonly LadderStep[] }) {
  return (
    <ol className="divide-y divide-line">
      {steps.map((step, i) => (
        <li
          key={step.id}
          aria-current={step.status === 'next' ? 'step' : undefined}
          className={classNames(
            'grid grid-cols-[26px_minmax(0,1fr)_auto] gap-x-2.5 gap-y-0.5 px-3.5 py-2.5',
            step.status === 'next' && 'bg-accent-soft',
            step.status === 'stopped' && 'text-fg-3',
          )}
        >
          <span
            className={classNames(
              'grid size-[22px] place-items-center rounded-[3px] border border-line-strong font-mono text-[11px] font-medium text-fg-2',
              step.status === 'done' ? 'bg-raised' : 'bg-panel',
            )}
          >
            {i + 1}
          </span>
          <div className="min-w-0">
            <div className="font-medium">{step.title}</div>
            {step.note === undefined ? null : <div className="text-small text-fg-2">{step.note}</div>}
            {step.status === 'next' && step.dueAt !== undefined && step.since !== undefined ? (
              <WaitBar since={step.since} dueAt={step.dueAt} />
            ) : null}
          </div>
          <div className="text-right text-small text-fg-2">
            <StepEnd step={step} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function StepEnd({ step }: { step: LadderStep }) {
  const t = useText('ui')
  if (step.status === 'done') return <>{step.result}</>
  if (step.status === 'stopped') return <>{t('ladder.stopped')}</>
  if (step.dueAt === undefined) return null
  if (step.status === 'waiting') return <ClockTime at={step.dueAt} />
  return (
    <>
      <Countdown to={step.dueAt} />
      <span className="block text-micro">{t('ladder.until')}</span>
    </>
  )
}

function WaitBar({ since, dueAt }: { since: string; dueAt: string }) {
  const t = useText('ui')
  const now = useNow().getTime()
  const start = new Date(since).getTime()
  const whole = new Date(dueAt).getTime() - start
  const share = whole <= 0 ? 1 : (now - start) / whole
  return <Bar share={share} label={t('ladder.passed')} className="mt-1.5" />
}

/** Time left until an instant, in the server's time. Digits change without movement. */
function Countdown({ to, isLarge = false }: { to: string; isLarge?: boolean }) {
  const t = useText('ui')
  const left = new Date(to).getTime() - useNow().getTime()
  return (
    <>
      <span
        role="timer"
        className={classNames(
          'font-mono font-medium text-fg-1',
          isLarge ? 'text-[34px] leading-10 tracking-[-0.04em]' : 'text-[18px] leading-5 tracking-[-0.03em]',
        )}
      >
        {countdownText(left)}
      </span>
      <span aria-live="polite" className="sr-only">
        {countdownAnnouncement(t, left)}
      </span>
    </>
  )
}
