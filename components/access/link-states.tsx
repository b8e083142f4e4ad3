import { ButtonLink } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { LinkAim } from './ask-link-screen.tsx'
import { AuthFrame } from './auth-frame.tsx'

/** What to say of a link whose token is missing. */
export const NO_LINK_TOKEN =
  'The part after # is missing, which is the key. Copy the whole address from the mail, or ask for a new link.'

/** While the page reads the token from its address. */
export function ReadingLink({ title }: { title: string }) {
  return (
    <AuthFrame title={title} answer="Reading the link. Looking at it changes nothing.">
      <Skeleton waitsFor="Waiting for the page" />
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
  return (
    <AuthFrame title={title} answer={<span role="status">{text}</span>}>
      <div className="flex flex-wrap gap-2">
        <ButtonLink
          kind="ink"
          href={aim === 'sign-in' ? '/sign-in/by-mail' : '/sign-in/by-mail?for=password'}
        >
          Ask for a new link
        </ButtonLink>
        <ButtonLink href="/sign-in">Go to sign-in</ButtonLink>
      </div>
    </AuthFrame>
  )
}
