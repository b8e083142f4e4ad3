'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { saveExport, type WantedFile } from './save-export.ts'

const FORMATS = [
  { format: 'csv', label: 'Export CSV' },
  { format: 'json', label: 'Export JSON' },
] as const

/** Properties of `ExportButtons`. */
export interface ExportButtonsProps {
  readonly path: WantedFile['path']
  readonly scope: string
  /** What the list is narrowed by. */
  readonly filter: Readonly<Record<string, unknown>>
  /** What the file is called where the server does not say, without its ending. */
  readonly name: string
}

/** Saves what a filter leaves of a list, all pages of it, as CSV or as JSON; says how far it has come. */
export function ExportButtons({ path, scope, filter, name }: ExportButtonsProps) {
  const show = useToast()
  const [busy, setBusy] = useState<{ readonly format: string; readonly lines: number } | null>(null)
  const save = async (format: 'csv' | 'json') => {
    setBusy({ format, lines: 0 })
    try {
      const wanted = { path, scope, body: { ...filter, format }, name: `${name}.${format}` }
      await saveExport(wanted, (lines) => setBusy({ format, lines }))
    } catch (error) {
      const why = error instanceof Error ? error.message : 'The list could not be read.'
      show({ text: `Nothing was saved. ${why}`, tone: 'failed' })
    }
    setBusy(null)
  }
  return FORMATS.map(({ format, label }) => (
    <Button
      key={format}
      isBusy={busy?.format === format}
      onClick={() => {
        save(format).catch(() => {}) // said by the toast
      }}
    >
      {busy?.format === format && busy.lines > 1
        ? `${label}, ${busy.lines.toLocaleString('en-GB')} lines`
        : label}
    </Button>
  ))
}
