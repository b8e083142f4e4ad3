'use client'
import { useText } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'

/** Where nothing sends yet: the way to a source for whoever may create one, and for everybody else who that is. */
export function ConnectSource({ mayConnect }: { mayConnect: boolean }) {
  const t = useText('shell')
  return mayConnect ? (
    <ButtonLink href="/sources" icon="plug">
      {t('connect.do')}
    </ButtonLink>
  ) : (
    <span className="text-fg-3">{t('connect.admin')}</span>
  )
}
