import { PageFrame } from '#components/shell/page-frame.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'

/** Provisioning in operator scope: it is a matter of a platform or a tenant. */
export function ScopeNeeded() {
  return (
    <PageFrame crumbs={[{ label: 'Provisioning' }]}>
      <PageHeader title="Provisioning" />
      <Panel title="Tokens, groups and users">
        <EmptyState title="Choose a platform or a tenant">
          An identity provider keeps the members of one of them in step, and reaches no other. Choose it as
          the scope, above.
        </EmptyState>
      </Panel>
    </PageFrame>
  )
}
