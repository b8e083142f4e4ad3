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

/**
 * Looks for words in a list once Enter is pressed, and for nothing once the field is emptied. Not when it is left: whoever
 * leaves it by a click on a head or on the next page wants that, and of two changes at once one would be lost.
 */
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
        onChange={({ target }) => {
          if (target.value === '') search('')
          else type(target.value)
        }}
        className={controlClass(false, 'h-(--bw-control)')}
      />
    </form>
  )
}
