'use client'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import type { Measured } from '#lib/modules/explain/domain/measured.ts'
import { classNames } from './class-names.ts'
import { useNow } from './clock.tsx'
import { ExplainDrawer } from './explain-drawer.tsx'
import { isTooOld } from './figure-age.ts'
import { Icon } from './icon.tsx'
import { numberKey } from './number-key.ts'
import { FigureSkeleton } from './skeleton.tsx'
import { StateGlyph } from './state-glyph.tsx'
import { stateText } from './state-text.ts'
import type { HealthState } from './states.ts'
import { Age } from './time.tsx'
import { useFormat } from './use-format.ts'
import { useOpenNumber } from './use-open-number.ts'

/** How often a figure is asked whether it has become too old, in milliseconds. */
const AGE_STEP_MS = 5000

/** Properties of `NumberTile`. */
export interface NumberTileProps {
  /** Names the number on the page: unlike every other one there. */
  readonly label: string
  /** Names it in addresses that open its explanation, which are the same in all languages; the label unless told. */
  readonly name?: string
  readonly measured: Measured<number | string>
  /** The glyph before the label, where the figure is in a state. */
  readonly state?: HealthState
  /** Small, after the figure: `of 38`, `1 × P1, 1 × P3`. */
  readonly after?: ReactNode
  /** One line of context: target, limit or pace. */
  readonly note?: ReactNode
  /** A sparkline of 44 to 56 px, at the right. */
  readonly trend?: ReactNode
  /** Age in seconds from which the figure counts as stale; it grows while the figure stands there. */
  readonly staleAfterSeconds?: number
}

/** A key number that opens: what it is, its age, and how it came about are one click, Enter or `E` away. */
export function NumberTile(props: NumberTileProps) {
  const { label, name = label, measured, state, after, note, trend, staleAfterSeconds } = props
  const t = useText('ui')
  const figure = useRef<HTMLButtonElement>(null)
  const { isOpen, open, close } = useOpenNumber(numberKey(name))
  const isStale = isTooOld(measured, useNow(AGE_STEP_MS), staleAfterSeconds) && measured.value !== null
  const shown = measured.value === null ? 'unknown' : isStale ? 'stale' : state
  const explain = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'e' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation() // `E` alone escalates where no number is focused
    open()
  }
  const onClose = () => {
    close()
    // The dialog gives focus back to what opened it; a link that opened it has nothing to give it back to. Whoever is at work
    // in the page beside it stays there.
    const { activeElement } = document
    const isElsewhere = activeElement !== document.body && activeElement?.closest('dialog') === null
    if (!isElsewhere) figure.current?.focus()
  }
  return (
    <TileFrame label={label} state={shown}>
      <div className="flex min-h-8 flex-wrap items-baseline gap-x-[5px]">
        <button
          ref={figure}
          type="button"
          onClick={open}
          onKeyDown={explain}
          aria-haspopup="dialog"
          aria-keyshortcuts="E Shift+E"
          title={t('number.explain')}
          className="opens text-left"
        >
          <TileFigure measured={measured} isStale={isStale} />
        </button>
        <TileUnit measured={measured} after={after} />
        {trend === undefined ? null : <span className="ml-auto self-center">{trend}</span>}
      </div>
      <div className="flex min-w-0 flex-wrap gap-x-1.5 text-micro wrap-anywhere text-fg-3">
        {measured.missing === undefined ? note : measured.missing.filledBy}
        {measured.partial === undefined ? null : (
          <span className="text-stale">{t('number.part', { ...measured.partial })}</span>
        )}
        {isStale ? (
          <span className="text-stale">
            {stateText(t, 'stale')}, <Age at={measured.asOf} kind="old" />
          </span>
        ) : null}
      </div>
      <ExplainDrawer label={label} measured={measured} isStale={isStale} isOpen={isOpen} onClose={onClose} />
    </TileFrame>
  )
}

function TileFigure({ measured, isStale }: { measured: Measured<number | string>; isStale: boolean }) {
  const t = useText('ui')
  const format = useFormat()
  if (measured.value === null)
    return <span className="text-[15px] leading-8 text-fg-2">{t('number.none')}</span>
  return (
    <span className={classNames('text-figure leading-8 font-medium', isStale && 'text-stale')}>
      {format.value(measured.value, measured.unit).figure}
    </span>
  )
}

function TileUnit({ measured, after }: { measured: Measured<number | string>; after: ReactNode }) {
  const format = useFormat()
  if (measured.value === null) return null
  const { unit } = format.value(measured.value, measured.unit)
  return (
    <span className="text-small text-fg-2">
      {unit}
      {unit !== '' && after !== undefined ? ' ' : null}
      {after}
    </span>
  )
}

/** A tile whose figure is on its way. */
export function LoadingTile({ label, waitsFor }: { label: string; waitsFor: string }) {
  return (
    <TileFrame label={label}>
      <FigureSkeleton />
      <div aria-live="polite" className="shown-after-5s text-micro text-fg-3">
        {waitsFor}
      </div>
    </TileFrame>
  )
}

/** A tile whose figure is not for this member. */
export function HiddenTile({ label, whoToAsk }: { label: string; whoToAsk: string }) {
  const t = useText('ui')
  return (
    <TileFrame label={label} mark={<Icon name="key" size={12} />}>
      <span className="text-[15px] leading-8 text-fg-2">{t('number.hidden')}</span>
      <div className="text-micro text-fg-3">{whoToAsk}</div>
    </TileFrame>
  )
}

function TileFrame({
  label,
  state,
  mark,
  children,
}: {
  label: string
  state?: HealthState | undefined
  mark?: ReactNode
  children: ReactNode
}) {
  return (
    // A figure alone says nothing to whoever hears it: the label goes before it.
    <div role="group" aria-label={label} className="flex min-w-0 flex-col gap-[3px] px-3.5 pt-3 pb-[11px]">
      <div className="flex items-center gap-1.5 text-small text-fg-2">
        {state === undefined ? mark : <StateGlyph state={state} size={12} />}
        {label}
      </div>
      {children}
    </div>
  )
}
