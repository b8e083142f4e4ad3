'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SecretPanel } from '#components/access/secret-panel.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { useNow } from '#components/ui/clock.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { ProvisioningOutput, ScimTokenWithCredential } from '#lib/modules/scim/schemas.ts'
import { provisioningQuery } from './api/provisioning-query.ts'
import { GroupsTable } from './groups-table.tsx'
import { ProvedDomains } from './proved-domains.tsx'
import { provisioningSentence } from './provisioning-words.ts'
import { TokensTable } from './tokens-table.tsx'
import { UsersTable } from './users-table.tsx'

const CreateTokenForm = fetched(async () => (await import('./create-token-form.tsx')).CreateTokenForm)

/** Properties of `ProvisioningScreen`. */
export interface ProvisioningScreenProps {
  readonly scope: string
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ProvisioningOutput | null
  readonly mayChange: boolean
  /** Roles that the reader may give to a group here. */
  readonly roles: readonly Role[]
}

/** The identity providers that keep members of a platform or a tenant in step, and what their groups may do. */
export function ProvisioningScreen({ scope, first, mayChange, roles }: ProvisioningScreenProps) {
  const t = useText('scim')
  const [isCreating, setIsCreating] = useState(false)
  const [made, setMade] = useState<ScimTokenWithCredential | null>(null)
  const query = useQuery({ ...provisioningQuery(scope), ...(first === null ? {} : { initialData: first }) })
  const now = useNow()
  const reason = mayChange ? undefined : t('mayNot')
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={query.data === undefined ? undefined : provisioningSentence(t, query.data, now.getTime())}
        actions={
          <Button kind="ink" icon="plus" disabledReason={reason} onClick={() => setIsCreating(true)}>
            {t('create')}
          </Button>
        }
      />
      {made === null ? null : (
        <SecretPanel
          title={t('connect', { name: made.token.name })}
          label={t('token')}
          secret={made.credential}
          whenLost={t('lost')}
          onClose={() => setMade(null)}
        />
      )}
      <QueryView query={query} what={t('what')}>
        {({ baseUrl, domains, tokens, groups, users, userCount }) => (
          <>
            <Panel title={t('tokens.title')} count={tokens.length} meta={t('tokens.meta')} isFlush>
              <TokensTable scope={scope} tokens={tokens} mayChange={mayChange} onMade={setMade} />
            </Panel>
            <ProvedDomains domains={domains} />
            <CodeBlock caption={t('address')} code={baseUrl} />
            <Panel title={t('groups.title')} count={groups.length} meta={t('groups.meta')} isFlush>
              <GroupsTable scope={scope} groups={groups} roles={roles} mayChange={mayChange} />
            </Panel>
            <Panel title={t('users.title')} count={userCount} meta={t('users.meta')} isFlush>
              <UsersTable users={users} count={userCount} />
            </Panel>
          </>
        )}
      </QueryView>
      <Dialog isOpen={isCreating} onClose={() => setIsCreating(false)} title={t('new.title')}>
        <FormSlot>
          <CreateTokenForm
            scope={scope}
            onClose={() => setIsCreating(false)}
            onMade={(token) => {
              setMade(token)
              setIsCreating(false)
            }}
          />
        </FormSlot>
      </Dialog>
    </PageFrame>
  )
}
