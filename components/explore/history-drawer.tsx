'use client'
import { useText } from '#components/language/use-text.ts'
import { useScopesOf } from '#components/shell/use-scopes-of.ts'
import { Button } from '#components/ui/button.tsx'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { Age } from '#components/ui/time.tsx'
import type { PastQuery } from './query-history.ts'

/** Properties of `HistoryDrawer`. */
export interface HistoryDrawerProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly past: readonly PastQuery[]
  readonly onUse: (expression: string) => void
  readonly onForget: () => void
}

/** The member's own queries, newest first, as this browser kept them. */
export function HistoryDrawer({ isOpen, onClose, past, onUse, onForget }: HistoryDrawerProps) {
  const t = useText('explore')
  const scopes = useScopesOf(past.map((query) => query.scope))
  const nameOf = (param: string): string => {
    const option = scopes.find((each) => each.param === param)
    return option === undefined ? t('history.outOfReach') : option.name
  }
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={t('queries.own')}>
      <DrawerSection title={t('history.kept')} meta={t('history.count', { count: past.length })}>
        {past.length === 0 ? (
          <p className="text-fg-3">{t('history.none')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {past.map(({ expression, scope, at }) => (
              <li key={`${scope} ${expression}`} className="flex items-start gap-3 py-2">
                <div className="min-w-0 grow">
                  <code className="font-mono text-small wrap-anywhere">{expression}</code>
                  <p className="text-micro text-fg-3">
                    {nameOf(scope)}, <Age at={at} />
                  </p>
                </div>
                <Button
                  size="small"
                  aria-label={t('history.useOne', { expression })}
                  onClick={() => onUse(expression)}
                >
                  {t('history.use')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </DrawerSection>
      {past.length === 0 ? null : (
        <div className="px-5 py-3.5">
          <Button size="small" kind="danger" onClick={onForget}>
            {t('history.forget')}
          </Button>
        </div>
      )}
    </Drawer>
  )
}
