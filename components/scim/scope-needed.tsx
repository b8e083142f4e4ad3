'use client'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'

/** Provisioning in operator scope: it is a matter of a platform or a tenant. */
export function ScopeNeeded() {
  const t = useText('scim')
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader title={t('title')} />
      <Panel title={t('needed.panel')}>
        <EmptyState title={t('needed.title')}>{t('needed.text')}</EmptyState>
      </Panel>
    </PageFrame>
  )
}
