'use client'
import { Suspense, useEffect, useState } from 'react'
import { FetchBoundary } from './fetch-boundary.tsx'
import { fetched } from './fetched.tsx'

const TooltipPopup = fetched(async () => (await import('./tooltip-popup.tsx')).TooltipPopup)

/** Milliseconds that the pointer rests before a tip comes, and that it may be away before the tip goes. */
const REST_MS = 400
const AWAY_MS = 120

interface Tip {
  readonly anchor: HTMLElement
  readonly text: string
}

const elementOf = ({ target }: Event): Element | null => (target instanceof Element ? target : null)

function tipOf(event: Event): Tip | null {
  const anchor = elementOf(event)?.closest('[data-tip]')
  if (!(anchor instanceof HTMLElement)) return null
  const text = anchor.dataset['tip'] ?? ''
  return text === '' ? null : { anchor, text }
}

const isOnPopup = (event: Event): boolean => (elementOf(event)?.closest('[data-tip-popup]') ?? null) !== null

/** Follows pointer, focus and keys of the whole document, and calls `show` with what is to be seen. */
function followTips(show: (tip: Tip | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const after = (ms: number, tip: Tip | null): void => {
    clearTimeout(timer)
    timer = setTimeout(show, ms, tip)
  }
  const now = (tip: Tip | null): void => {
    clearTimeout(timer)
    show(tip)
  }
  const listeners: readonly [keyof DocumentEventMap, (event: Event) => void][] = [
    [
      'pointerover',
      (event) => {
        if (event instanceof PointerEvent && event.pointerType === 'touch') return
        if (isOnPopup(event)) clearTimeout(timer)
        else if (tipOf(event) === null) after(AWAY_MS, null)
        else after(REST_MS, tipOf(event))
      },
    ],
    ['focusin', (event) => now(elementOf(event)?.matches(':focus-visible') === true ? tipOf(event) : null)],
    ['focusout', () => now(null)],
    ['pointerdown', () => now(null)],
    // A finger cannot rest on anything: it learns why a control is shut by trying it.
    ['click', (event) => now(tipOf(event)?.anchor.ariaDisabled === 'true' ? tipOf(event) : null)],
    [
      'keydown',
      (event) => {
        if (event instanceof KeyboardEvent && event.key === 'Escape') now(null)
      },
    ],
  ]
  for (const [name, listener] of listeners) document.addEventListener(name, listener)
  return () => {
    clearTimeout(timer)
    for (const [name, listener] of listeners) document.removeEventListener(name, listener)
  }
}

/**
 * Shows the tip of whatever carries `data-tip`: what an icon means, why a control is shut. One layer for the whole page,
 * whose popup is fetched when the first tip is wanted. A tip is for eyes; assistive technology reads the label or the
 * description of the control itself.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => followTips(setTip), [])
  if (tip === null) return null
  return (
    // A tip that does not come is missed by nobody who reads the label; the next one asks again.
    <FetchBoundary key={tip.text} renderInstead={() => null}>
      <Suspense fallback={null}>
        <TooltipPopup anchor={tip.anchor} text={tip.text} />
      </Suspense>
    </FetchBoundary>
  )
}
