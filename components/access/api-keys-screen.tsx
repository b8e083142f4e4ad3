'use client'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { ApiKeysPanel, type ApiKeysPanelProps } from './api-keys-panel.tsx'

/** The keys that act in a scope: those of everybody for whoever may read who has access, else the own ones. */
export function ApiKeysScreen(props: ApiKeysPanelProps) {
  const t = useText('keys')
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader title={t('title')} answer={t('answer')} />
      <ApiKeysPanel {...props} />
    </PageFrame>
  )
}
