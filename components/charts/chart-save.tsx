'use client'
import { useRef, type FocusEvent, type KeyboardEvent, type ReactElement } from 'react'
import { useText } from '#components/language/use-text.ts'
import { saveFile } from '#components/ui/save-file.ts'
import { useToast } from '#components/ui/toast.tsx'
import { fileName } from './file-name.ts'

/** What a chart can be saved as. */
export interface Savable {
  /** Rendered when it is asked for. */
  readonly drawing: ReactElement
  readonly csv: () => string
}

const FORMATS = ['PNG', 'SVG', 'CSV'] as const
type Format = (typeof FORMATS)[number]

/** Saves a chart as picture, drawing or table. What makes the files is loaded when it is asked for. */
export function ChartSave({ title, savable }: { title: string; savable: Savable }) {
  const t = useText('charts')
  const show = useToast()
  const menu = useRef<HTMLDetailsElement>(null)
  const close = () => {
    menu.current?.removeAttribute('open')
  }
  const save = (format: Format) => {
    close()
    contentOf(savable, format).then(
      (content) => saveFile(fileName(title, format), content),
      (error: unknown) => {
        const why = error instanceof Error ? error.message : t('save.noReason')
        show({ text: t('save.failed', { why }), tone: 'failed' })
      },
    )
  }
  /** What closes it: Escape, and the focus that goes elsewhere. */
  const leaving = {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || menu.current?.open !== true) return
      event.stopPropagation()
      close()
      menu.current.querySelector('summary')?.focus()
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (menu.current?.contains(relatedTarget) !== true) close()
    },
  }
  return (
    <details ref={menu} className="relative">
      <summary className="opens list-none leading-6" aria-label={t('save.one', { title })} {...leaving}>
        {t('save.do')}
      </summary>
      <div className="arrives absolute top-full right-0 z-20 mt-1 flex flex-col rounded-panel bg-overlay py-1 shadow-pop">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            className="min-h-7 px-3 text-left text-small text-fg-1 hover:bg-raised"
            onClick={() => save(format)}
            {...leaving}
          >
            {format}
          </button>
        ))}
      </div>
    </details>
  )
}

async function contentOf({ drawing, csv }: Savable, format: Format): Promise<Blob> {
  if (format === 'CSV') return new Blob([csv()], { type: 'text/csv;charset=utf-8' })
  const { pngOf, svgText } = await import('./chart-file.ts')
  const svg = svgText(drawing)
  return format === 'PNG' ? await pngOf(svg) : new Blob([svg], { type: 'image/svg+xml' })
}
