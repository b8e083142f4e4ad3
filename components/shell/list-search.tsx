'use client'
import { useText } from '#components/language/use-text.ts'
import { controlClass } from '#components/ui/field.tsx'
import { LONGEST_TEXT } from './list-filter.ts'
import { useSearchText } from './use-search-text.ts'

/** Properties of `ListSearch`. */
export interface ListSearchProps {
  /** What the list is of. */
  readonly caption: string
  readonly text: string
  /** What can be typed; "Find in this list" without one. */
  readonly label?: string
  readonly onChange: (text: string) => void
}

/** Looks for words in a list, once Enter is pressed or the field is left. */
export function ListSearch({ caption, text, label, onChange }: ListSearchProps) {
  const t = useText('shell')
  const { typed, type, search } = useSearchText(text, onChange)
  const name = label ?? t('list.find')
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
        aria-label={name}
        placeholder={name}
        maxLength={LONGEST_TEXT}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onBlur={() => search()}
        className={controlClass(false, 'h-(--bw-control)')}
      />
    </form>
  )
}
