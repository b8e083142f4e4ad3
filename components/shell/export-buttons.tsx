'use client'
import { useState } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { BrokenExport, saveExport, type WantedFile } from './save-export.ts'

const FORMATS = ['csv', 'json'] as const

/** Properties of `ExportButtons`. */
export interface ExportButtonsProps {
  readonly path: WantedFile['path']
  readonly scope: string
  /** What the list is narrowed by. */
  readonly filter: Readonly<Record<string, unknown>>
  /** What the file is called where the server does not say, without its ending. */
  readonly name: string
}

function whyOf(t: Text<'shell'>, error: unknown): string {
  if (error instanceof BrokenExport) return t('export.broken')
  return error instanceof Error ? error.message : t('export.unread')
}

/** Saves what a filter leaves of a list, all pages of it, as CSV or as JSON; says how far it has come. */
export function ExportButtons({ path, scope, filter, name }: ExportButtonsProps) {
  const t = useText('shell')
  const show = useToast()
  const [busy, setBusy] = useState<{ readonly format: string; readonly lines: number } | null>(null)
  const save = async (format: 'csv' | 'json') => {
    setBusy({ format, lines: 0 })
    try {
      const wanted = { path, scope, body: { ...filter, format }, name: `${name}.${format}` }
      await saveExport(wanted, (lines) => setBusy({ format, lines }))
    } catch (error) {
      show({ text: t('export.failed', { why: whyOf(t, error) }), tone: 'failed' })
    }
    setBusy(null)
  }
  return FORMATS.map((format) => (
    <Button
      key={format}
      isBusy={busy?.format === format}
      onClick={() => {
        save(format).catch(() => {}) // said by the toast
      }}
    >
      {busy?.format === format && busy.lines > 1
        ? t('export.busy', { label: t(`export.${format}`), lines: busy.lines })
        : t(`export.${format}`)}
    </Button>
  ))
}
