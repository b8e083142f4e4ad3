'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SecretPanel } from '#components/access/secret-panel.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
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
  const [isCreating, setIsCreating] = useState(false)
  const [made, setMade] = useState<ScimTokenWithCredential | null>(null)
  const query = useQuery({ ...provisioningQuery(scope), ...(first === null ? {} : { initialData: first }) })
  const now = useNow()
  const reason = mayChange
    ? undefined
    : 'Your role does not include sign-on; an admin of this scope can do it.'
  return (
    <PageFrame crumbs={[{ label: 'Provisioning' }]}>
      <PageHeader
        title="Provisioning"
        answer={query.data === undefined ? undefined : provisioningSentence(query.data, now.getTime())}
        actions={
          <Button kind="ink" icon="plus" disabledReason={reason} onClick={() => setIsCreating(true)}>
            Create a token
          </Button>
        }
      />
      {made === null ? null : (
        <SecretPanel
          title={`Connect ${made.token.name}`}
          label="SCIM token"
          secret={made.credential}
          whenLost="When it is lost, rotate the token."
          onClose={() => setMade(null)}
        />
      )}
      <QueryView query={query} what="What is provisioned">
        {({ baseUrl, domains, tokens, groups, users, userCount }) => (
          <>
            <Panel
              title="Tokens"
              count={tokens.length}
              meta="What an identity provider shows; it reaches members of this scope and nothing else"
              isFlush
            >
              <TokensTable scope={scope} tokens={tokens} mayChange={mayChange} onMade={setMade} />
            </Panel>
            <ProvedDomains domains={domains} />
            <CodeBlock caption="SCIM 2.0 address for Okta, Entra ID and others" code={baseUrl} />
            <Panel
              title="Groups"
              count={groups.length}
              meta="A group gives its role to everybody in it, and takes it when they leave"
              isFlush
            >
              <GroupsTable scope={scope} groups={groups} roles={roles} mayChange={mayChange} />
            </Panel>
            <Panel title="Users" count={userCount} meta="As the identity provider last sent them" isFlush>
              <UsersTable users={users} count={userCount} />
            </Panel>
          </>
        )}
      </QueryView>
      <Dialog isOpen={isCreating} onClose={() => setIsCreating(false)} title="Create a SCIM token">
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
