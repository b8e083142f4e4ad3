'use client'
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
  const scopes = useScopesOf(past.map((query) => query.scope))
  const nameOf = (param: string): string => {
    const option = scopes.find((each) => each.param === param)
    return option === undefined ? 'a scope that is out of reach' : option.name
  }
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title="Your queries">
      <DrawerSection title="Kept in this browser alone" meta={`${past.length} of 50`}>
        {past.length === 0 ? (
          <p className="text-fg-3">None yet. A query stands here once it ran.</p>
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
                <Button size="small" aria-label={`Use ${expression}`} onClick={() => onUse(expression)}>
                  Use
                </Button>
              </li>
            ))}
          </ul>
        )}
      </DrawerSection>
      {past.length === 0 ? null : (
        <div className="px-5 py-3.5">
          <Button size="small" kind="danger" onClick={onForget}>
            Forget all of them
          </Button>
        </div>
      )}
    </Drawer>
  )
}
