import { ButtonLink } from '#components/ui/button.tsx'

/** Where nothing sends yet: the way to a source for whoever may create one, and for everybody else who that is. */
export function ConnectSource({ mayConnect }: { mayConnect: boolean }) {
  return mayConnect ? (
    <ButtonLink href="/sources" icon="plug">
      Connect a source
    </ButtonLink>
  ) : (
    <span className="text-fg-3">An admin of this scope connects a source.</span>
  )
}
