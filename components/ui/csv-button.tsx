'use client'
import type { ButtonSize } from './button-class.ts'
import { Button } from './button.tsx'

/** Properties of `CsvButton`. */
export interface CsvButtonProps {
  /** Name of the file, with its ending. */
  readonly name: string
  /** Makes the text when it is asked for. */
  readonly text: () => string
  /** What it says, where a page has several. */
  readonly label?: string
  readonly size?: ButtonSize
}

/** Saves what is on the page as CSV. */
export function CsvButton({ name, text, label = 'Export CSV', size = 'normal' }: CsvButtonProps) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([text()], { type: 'text/csv;charset=utf-8' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: name })
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <Button size={size} onClick={save}>
      {label}
    </Button>
  )
}
