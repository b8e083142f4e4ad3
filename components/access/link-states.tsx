import { useText } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { LinkAim } from './ask-link-screen.tsx'
import { AuthFrame } from './auth-frame.tsx'

/** While the page reads the token from its address. */
export function ReadingLink({ title }: { title: string }) {
  const t = useText('access-public')
  return (
    <AuthFrame title={title} answer={t('link.reading')}>
      <Skeleton waitsFor={t('link.waiting')} />
    </AuthFrame>
  )
}

/** Properties of `LinkOver`. */
export interface LinkOverProps {
  readonly aim: LinkAim
  readonly title: string
  readonly text: string
}

/** A link that is worth nothing, with the way to a new one. */
export function LinkOver({ aim, title, text }: LinkOverProps) {
  const t = useText('access-public')
  return (
    <AuthFrame title={title} answer={<span role="status">{text}</span>}>
      <div className="flex flex-wrap gap-2">
        <ButtonLink
          kind="ink"
          href={aim === 'sign-in' ? '/sign-in/by-mail' : '/sign-in/by-mail?for=password'}
        >
          {t('link.askNew')}
        </ButtonLink>
        <ButtonLink href="/sign-in">{t('signIn.goTo')}</ButtonLink>
      </div>
    </AuthFrame>
  )
}
