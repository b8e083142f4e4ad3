'use client'
import { useText } from '#components/language/use-text.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { IncidentFilter } from './incident-filter.ts'

/** Why a list is empty, and what would fill it. */
export function NoIncidents({ filter }: { filter: IncidentFilter }) {
  const t = useText('incidents')
  if (filter.text !== '') return <EmptyState title={t('empty.text')}>{t('empty.textHelp')}</EmptyState>
  if (filter.day !== null || filter.service !== null) {
    return (
      <EmptyState title={t(filter.day === null ? 'empty.service' : 'empty.day')}>
        {t('empty.narrowedHelp')}
      </EmptyState>
    )
  }
  if (filter.severity !== null) {
    return (
      <EmptyState title={t('empty.severity', { severity: filter.severity })}>
        {t('empty.severityHelp')}
      </EmptyState>
    )
  }
  if (filter.state === 'open') return <EmptyState title={t('empty.open')}>{t('empty.openHelp')}</EmptyState>
  return (
    <EmptyState title={t('empty.any')}>
      {t(filter.state === 'resolved' ? 'empty.noneResolved' : 'empty.noneOpened')}
    </EmptyState>
  )
}
