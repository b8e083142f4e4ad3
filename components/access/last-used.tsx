'use client'
import type { ReactNode } from 'react'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Age } from '#components/ui/time.tsx'

const phone = (text: ReactNode): ReactNode => <span className="sm:hidden">{text}</span>

/** When a credential was last used; on a phone, where there is no head above it, it says so. */
export function LastUsed({ at, address = null }: { at: string | null; address?: string | null }) {
  const t = useText('time')
  return (
    <span
      className={at === null ? 'text-fg-3' : undefined}
      title={address === null ? undefined : t('used.from', { address })}
    >
      {at === null
        ? t.rich('used.never', { phone })
        : t.rich('used.last', { phone, age: put(<Age at={at} />) })}
    </span>
  )
}
