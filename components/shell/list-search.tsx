'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { controlClass } from '#components/ui/field.tsx'
import { LONGEST_TEXT } from './list-filter.ts'

/** Properties of `ListSearch`. */
export interface ListSearchProps {
  /** What the list is of. */
  readonly caption: string
  readonly text: string
  readonly onChange: (text: string) => void
}

/** Looks for words in a list, once Enter is pressed or the field is left. Give it the text as its key. */
export function ListSearch({ caption, text, onChange }: ListSearchProps) {
  const t = useText('shell')
  const [typed, setTyped] = useState(text)
  const search = () => {
    if (typed.trim() !== text) onChange(typed.trim())
  }
  return (
    <form
      role="search"
      aria-label={caption}
      className="min-w-40 max-sm:w-full"
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <input
        type="search"
        aria-label={t('list.find')}
        placeholder={t('list.find')}
        maxLength={LONGEST_TEXT}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={search}
        className={controlClass(false, 'h-(--bw-control)')}
      />
    </form>
  )
}
