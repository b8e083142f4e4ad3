'use client'
import dynamic from 'next/dynamic'
import { useId } from 'react'
import type { PrometheusClient } from '@prometheus-io/codemirror-promql'
import { useText } from '#components/language/use-text.ts'
import { IconButton } from '#components/ui/button.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import type { EngineFault } from './engine-fault.ts'

const PromqlEditor = dynamic(async () => (await import('./promql-editor.tsx')).PromqlEditor, {
  ssr: false,
  loading: () => <LoadingEditor />,
})

function LoadingEditor() {
  const t = useText('explore')
  return (
    <div
      aria-busy="true"
      aria-label={t('box.loading')}
      role="status"
      className="h-[46px] grow rounded-control border border-line-control bg-panel"
    />
  )
}

/** Properties of `QueryBox`. */
export interface QueryBoxProps {
  readonly letter: string
  readonly text: string
  readonly names: PrometheusClient
  /** What the engine said about this text; null when nothing, or when the text changed since. */
  readonly fault: EngineFault | null
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  /** Absent for the only box. */
  readonly onRemove?: (() => void) | undefined
}

/** One query: its letter, the box, and below it what the engine refused and where. */
export function QueryBox({ letter, text, names, fault, onChange, onRun, onRemove }: QueryBoxProps) {
  const t = useText('explore')
  const noteId = useId()
  return (
    <div className="flex flex-col gap-1.5 border-b border-line px-3.5 py-2.5">
      <div className="flex items-start gap-2.5">
        <span
          aria-hidden="true"
          className="mt-2 grid size-[22px] shrink-0 place-items-center rounded-[3px] border border-line-strong font-mono text-[11px] font-medium text-fg-2"
        >
          {letter}
        </span>
        <PromqlEditor
          label={t('box.label', { letter })}
          describedBy={noteId}
          value={text}
          names={names}
          fault={fault}
          onChange={onChange}
          onRun={onRun}
        />
        {onRemove === undefined ? null : (
          <IconButton icon="cross" label={t('box.remove', { letter })} onClick={onRemove} className="mt-1" />
        )}
      </div>
      <div id={noteId} aria-live="polite" className="pl-8 text-small empty:hidden">
        {fault === null ? null : (
          <p className="flex gap-1.5 text-down">
            <StateGlyph state="down" size={12} className="mt-0.5" />
            <span className="min-w-0 wrap-anywhere">
              {fault.place === null
                ? fault.message
                : t('box.fault', { ...fault.place, message: fault.message })}
            </span>
          </p>
        )}
      </div>
    </div>
  )
}
