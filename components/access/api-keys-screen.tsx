'use client'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { ApiKeysPanel, type ApiKeysPanelProps } from './api-keys-panel.tsx'

/** The keys that act in a scope: those of everybody for whoever may read who has access, else the own ones. */
export function ApiKeysScreen(props: ApiKeysPanelProps) {
  return (
    <PageFrame crumbs={[{ label: 'API keys' }]}>
      <PageHeader
        title="API keys"
        answer="With which keys programs call the API here. A key may never more than its maker, and ends by itself."
      />
      <ApiKeysPanel {...props} />
    </PageFrame>
  )
}
