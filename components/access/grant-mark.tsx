import { classNames } from '#components/ui/class-names.ts'
import type { Grant } from '#lib/core/permissions.ts'

/** How far a grant reaches, as a glyph and as a word: a grey print still works. */
const MARKS: Record<Grant, { readonly glyph: string; readonly word: string; readonly tone: string }> = {
  yes: { glyph: '✓', word: 'yes', tone: 'text-ok' },
  own: { glyph: 'o', word: 'own', tone: 'text-learning' },
  step_up: { glyph: 'S', word: 'step-up', tone: 'text-degraded' },
  second: { glyph: '2', word: 'two people', tone: 'text-degraded' },
  step_up_second: { glyph: 'S2', word: 'step-up, two people', tone: 'text-degraded' },
}

/** The word for how far a grant reaches; for files. */
export const grantWord = (grant: Grant | null): string => (grant === null ? 'no' : MARKS[grant].word)

/** Glyph and word of one cell of the access table; where many stand side by side, the word is spoken only. */
export function GrantMark({ grant, isShort = false }: { grant: Grant | null; isShort?: boolean }) {
  if (grant === null) {
    return (
      <span className="text-fg-3">
        <span aria-hidden>–</span> <span className="sr-only">no</span>
      </span>
    )
  }
  const { glyph, word, tone } = MARKS[grant]
  return (
    <span className={classNames('whitespace-nowrap', tone)}>
      <b aria-hidden className="font-mono">
        {glyph}
      </b>{' '}
      <span className={isShort ? 'sr-only' : 'text-micro'}>{word}</span>
    </span>
  )
}
