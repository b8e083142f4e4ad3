'use client'
import { useState } from 'react'
import { followed, shownText } from './search-text.ts'

/** The text of a search field over a list whose address says `text`. The field stays, and the focus with it, when that changes. */
export function useSearchText(text: string, onSearch: (text: string) => void) {
  const [known, setKnown] = useState(() => shownText(text))
  const field = followed(known, text)
  if (field !== known) setKnown(field)
  const search = (typed: string = field.typed) => {
    const wanted = typed.trim()
    const isNew = wanted !== text || field.asked !== null
    setKnown({ ...field, typed, asked: isNew ? wanted : null })
    if (isNew) onSearch(wanted)
  }
  return {
    typed: field.typed,
    type: (typed: string) => setKnown({ ...field, typed }),
    /** Looks for what stands in the field, or for `typed`. */
    search,
  }
}
