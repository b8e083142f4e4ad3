'use client'
import { Button } from './button.tsx'

/** Properties of `CsvButton`. */
export interface CsvButtonProps {
  /** Name of the file, with its ending. */
  readonly name: string
  /** Makes the text when it is asked for. */
  readonly text: () => string
}

/** Saves what is on the page as CSV. */
export function CsvButton({ name, text }: CsvButtonProps) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([text()], { type: 'text/csv;charset=utf-8' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: name })
    link.click()
    URL.revokeObjectURL(url)
  }
  return <Button onClick={save}>Export CSV</Button>
}
