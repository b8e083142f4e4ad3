'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import type { ButtonSize } from './button-class.ts'
import { Button } from './button.tsx'
import { saveFile } from './save-file.ts'
import { useToast } from './toast.tsx'

/** Properties of `CsvButton`. */
export interface CsvButtonProps {
  /** Name of the file, with its ending. */
  readonly name: string
  /** Makes the text when it is asked for; `seen` takes how many rows were read so far, where that takes a while. */
  readonly text: (seen: (rows: number) => void) => string | Promise<string>
  /** What it says, where a page has several. */
  readonly label?: string
  readonly size?: ButtonSize
}

/** Saves a list as CSV. A part of it is never saved: where the rest cannot be read, it says so instead. */
export function CsvButton({ name, text, label: named, size = 'normal' }: CsvButtonProps) {
  const t = useText('ui')
  const label = named ?? t('csv.export')
  const show = useToast()
  const [rows, setRows] = useState<number | null>(null)
  const save = async () => {
    setRows(0)
    try {
      saveFile(name, new Blob([await text(setRows)], { type: 'text/csv;charset=utf-8' }))
    } catch (error) {
      const why = error instanceof Error ? error.message : t('csv.unread')
      show({ text: t('csv.failed', { why }), tone: 'failed' })
    }
    setRows(null)
  }
  return (
    <Button
      size={size}
      isBusy={rows !== null}
      onClick={() => {
        save().catch(() => {}) // said by the toast
      }}
    >
      {rows === null || rows === 0 ? label : t('csv.busy', { label, rows })}
    </Button>
  )
}
