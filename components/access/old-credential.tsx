'use client'
import { mono } from '#components/language/mono.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { countdownText } from '#components/ui/countdown-text.ts'
import { Age, Moment } from '#components/ui/time.tsx'
import type { SourceView } from '#lib/modules/access/schemas.ts'

/** Properties of `OldCredential`. */
export interface OldCredentialProps {
  readonly old: NonNullable<SourceView['old']>
  /** Name of what has it, for screen readers. */
  readonly name: string
  /** Ends it now; null for readers who may not. */
  readonly onEnd: (() => void) | null
}

/** The credential before the last rotation: how long it goes on, whether something still uses it, and its end at once. */
export function OldCredential({ old, name, onEnd }: OldCredentialProps) {
  const t = useText('credentials')
  const left = Date.parse(old.until) - useNow(1000).getTime()
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-small font-normal text-fg-3">
      <span>
        {t.rich(`old.${left <= 0 ? 'ended' : 'works'}.${old.lastUsedAt === null ? 'unused' : 'used'}`, {
          hint: old.hint,
          code: mono,
          until: put(<Moment at={old.until} />),
          left: put(<span className="font-mono tabular-nums">{countdownText(left)}</span>),
          age: put(old.lastUsedAt === null ? null : <Age at={old.lastUsedAt} />),
        })}
      </span>
      {onEnd === null || left <= 0 ? null : (
        <Button size="small" aria-label={t('old.endNamed', { name })} onClick={onEnd}>
          {t('old.end')}
        </Button>
      )}
    </span>
  )
}
