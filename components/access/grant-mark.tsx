'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { classNames } from '#components/ui/class-names.ts'
import type { Grant } from '#lib/core/permissions.ts'

/** How far a grant reaches, as a glyph and as a word: a grey print still works. */
const MARKS: Record<Grant, { readonly glyph: string; readonly tone: string }> = {
  yes: { glyph: '✓', tone: 'text-ok' },
  own: { glyph: 'o', tone: 'text-learning' },
  step_up: { glyph: 'S', tone: 'text-degraded' },
  second: { glyph: '2', tone: 'text-degraded' },
  step_up_second: { glyph: 'S2', tone: 'text-degraded' },
}

/** The word for how far a grant reaches; for files. */
export const grantWord = (t: Text<'access-table'>, grant: Grant | null): string =>
  t(`grant.${grant ?? 'none'}`)

/** Glyph and word of one cell of the access table; where many stand side by side, the word is spoken only. */
export function GrantMark({ grant, isShort = false }: { grant: Grant | null; isShort?: boolean }) {
  const t = useText('access-table')
  if (grant === null) {
    return (
      <span className="text-fg-3">
        <span aria-hidden>–</span> <span className="sr-only">{grantWord(t, null)}</span>
      </span>
    )
  }
  const { glyph, tone } = MARKS[grant]
  return (
    <span className={classNames('whitespace-nowrap', tone)}>
      <b aria-hidden className="font-mono">
        {glyph}
      </b>{' '}
      <span className={isShort ? 'sr-only' : 'text-micro'}>{grantWord(t, grant)}</span>
    </span>
  )
}
