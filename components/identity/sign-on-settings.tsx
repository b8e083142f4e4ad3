'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { Role } from '#lib/core/permissions.ts'
import { signOnQuery } from './api/sign-on-query.ts'
import { DomainsPanel } from './domains-panel.tsx'
import { PolicyPanel } from './policy-panel.tsx'
import { ProviderDialog } from './provider-dialog.tsx'
import { ProvidersPanel } from './providers-panel.tsx'

/** Properties of `SignOnSettings`. */
export interface SignOnSettingsProps {
  readonly scope: string
  readonly mayWrite: boolean
  /** Roles that groups can give here. */
  readonly roles: readonly Role[]
}

/** Who vouches for members of a scope, for which addresses, and whether there is another way in. */
export function SignOnSettings({ scope, mayWrite, roles }: SignOnSettingsProps) {
  const query = useQuery(signOnQuery(scope))
  const [isAdding, setIsAdding] = useState(false)
  return (
    <PageFrame crumbs={[{ label: 'Sign-on' }]}>
      <PageHeader
        title="Sign-on"
        answer="Identity providers that vouch for members of this scope, the e-mail domains that they may vouch for, and which ways in are open. What a provider says opens nothing outside of this scope."
        actions={
          <Button
            kind="ink"
            icon="plus"
            disabledReason={
              mayWrite ? undefined : 'Your role does not include it; an admin of this scope can do it.'
            }
            onClick={() => setIsAdding(true)}
          >
            Add a provider
          </Button>
        }
      />
      <QueryView query={query} what="The identity providers">
        {({ providers, domains, policy }) => (
          <>
            <ProvidersPanel scope={scope} providers={providers} mayWrite={mayWrite} />
            <DomainsPanel scope={scope} domains={domains} mayWrite={mayWrite} />
            <PolicyPanel scope={scope} policy={policy} mayWrite={mayWrite} />
          </>
        )}
      </QueryView>
      <ProviderDialog scope={scope} roles={roles} isOpen={isAdding} onClose={() => setIsAdding(false)} />
    </PageFrame>
  )
}
