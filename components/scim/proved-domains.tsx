import { ButtonLink } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'

/** Properties of `ProvedDomains`. */
export interface ProvedDomainsProps {
  /** The domains that the scope has proved. */
  readonly domains: readonly string[]
}

/** Of which addresses a provider may speak: without a proved domain it creates nobody, which is the first thing to mend. */
export function ProvedDomains({ domains }: ProvedDomainsProps) {
  return (
    <Panel
      title="Proved domains"
      count={domains.length}
      meta="An identity provider may create people with addresses of these domains alone"
    >
      {domains.length === 0 ? (
        <EmptyState
          title="No domain is proved yet"
          action={<ButtonLink href="/sign-on">Prove a domain</ButtonLink>}
        >
          Until then everybody is refused whom an identity provider sends, unless they hold a role here
          already. Add the domain of your addresses under Sign-on, and put its TXT record into DNS.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-3">
          <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
            {domains.map((domain) => (
              <li key={domain} className="flex min-w-0 items-center gap-1.5">
                <StateGlyph state="healthy" /> <span className="break-all">{domain}</span>
              </li>
            ))}
          </ul>
          <p className="text-small text-fg-2">
            People with other addresses are refused, unless they hold a role here already: invite them first.
            Domains are proved under <TextLink href="/sign-on">Sign-on</TextLink>.
          </p>
        </div>
      )}
    </Panel>
  )
}
