'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'

const link = (text: ReactNode): ReactNode => <TextLink href="/sign-on">{text}</TextLink>

/** Properties of `ProvedDomains`. */
export interface ProvedDomainsProps {
  /** The domains that the scope has proved. */
  readonly domains: readonly string[]
}

/** Of which addresses a provider may speak: without a proved domain it creates nobody, which is the first thing to mend. */
export function ProvedDomains({ domains }: ProvedDomainsProps) {
  const t = useText('scim')
  return (
    <Panel title={t('domains.title')} count={domains.length} meta={t('domains.meta')}>
      {domains.length === 0 ? (
        <EmptyState
          title={t('domains.none')}
          action={<ButtonLink href="/sign-on">{t('domains.prove')}</ButtonLink>}
        >
          {t('domains.noneText')}
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
          <p className="text-small text-fg-2">{t.rich('domains.text', { link })}</p>
        </div>
      )}
    </Panel>
  )
}
