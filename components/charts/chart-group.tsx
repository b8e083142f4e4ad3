'use client'
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { createCursorStore, type CursorStore } from './cursor-store.ts'

/** What the charts of a page share. */
export interface ChartGroupFacts {
  readonly cursor: CursorStore
  /** Looks closer at a part of the range; both in milliseconds since 1970. Absent: the charts cannot be zoomed. */
  readonly onZoom?: ((fromMs: number, toMs: number) => void) | undefined
}

const Context = createContext<ChartGroupFacts | null>(null)

/** Properties of `ChartGroup`. */
export interface ChartGroupProps {
  readonly onZoom?: (fromMs: number, toMs: number) => void
  /** Goes back to the range before the zoom; the key `0` asks for it. */
  readonly onZoomBack?: () => void
  readonly children: ReactNode
}

/** Charts that share one cross-hair and one zoom: all of a page stand in one group. */
export function ChartGroup({ onZoom, onZoomBack, children }: ChartGroupProps) {
  const [cursor] = useState(createCursorStore)
  useEffect(() => {
    if (onZoomBack === undefined) return
    const press = (event: KeyboardEvent) => {
      if (event.key === '0' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
        onZoomBack()
      }
    }
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', press)
    }
  }, [onZoomBack])
  const facts = useMemo(() => ({ cursor, onZoom }), [cursor, onZoom])
  return <Context value={facts}>{children}</Context>
}

/** Digits belong to fields. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** What the group shares; a chart outside of any group has a cross-hair of its own. */
export function useChartGroup(): ChartGroupFacts {
  const group = use(Context)
  const [own] = useState((): ChartGroupFacts => ({ cursor: createCursorStore() }))
  return group ?? own
}
