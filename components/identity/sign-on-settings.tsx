'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('identity')
  const query = useQuery(signOnQuery(scope))
  const [isAdding, setIsAdding] = useState(false)
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={t('answer')}
        actions={
          <Button
            kind="ink"
            icon="plus"
            disabledReason={mayWrite ? undefined : t('mayNot')}
            onClick={() => setIsAdding(true)}
          >
            {t('add')}
          </Button>
        }
      />
      <QueryView query={query} what={t('what')}>
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
