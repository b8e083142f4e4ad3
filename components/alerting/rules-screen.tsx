'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { askedOf } from '#components/shell/list-filter.ts'
import type { ListAddress } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { useAskedAct } from '#components/shell/use-asked-act.ts'
import { useGonePlace } from '#components/shell/use-gone-place.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { RuleSort } from '#lib/modules/alerting/domain/rule-order.ts'
import type { ListRulesOutput, RuleView } from '#lib/modules/alerting/schemas.ts'
import { rulesQuery } from './api/rules-query.ts'
import { updateRule } from './api/update-rule.ts'
import { DeleteRuleDialog } from './delete-rule-dialog.tsx'
import { CreateRuleDialog, EditRuleDialog } from './rule-dialogs.tsx'
import { rulesSentence } from './rule-states.ts'
import { RulesTable } from './rules-table.tsx'

/** Properties of `RulesScreen`. */
export interface RulesScreenProps {
  readonly scope: string
  readonly address: ListAddress<RuleSort>
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ListRulesOutput | null
  /** Whether the reader may write rules in this scope. */
  readonly mayWrite: boolean
}

/** A rule, and what is about to be done with it. */
interface Asked {
  readonly act: 'edit' | 'delete'
  readonly rule: RuleView
}

/** The rules of a scope, which turn samples into alerts. */
export function RulesScreen({ scope, address, first, mayWrite }: RulesScreenProps) {
  const t = useText('alerting')
  const { scopes } = useShell()
  const query = useQuery({
    ...rulesQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
  })
  useGonePlace(address, query.error)
  const update = useMutation(updateRule(scope))
  const [isCreating, setIsCreating] = useAskedAct('writeRule', mayWrite)
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const platforms = scope === 'operator' ? scopes.filter(({ kind }) => kind === 'platform') : null
  const switchedId = update.isPending ? update.variables.ruleId : null
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <RulesHeader page={query.data} mayWrite={mayWrite} onCreate={() => setIsCreating(true)} />
      <Panel
        title={t('title')}
        count={query.data?.total ?? ''}
        meta={address.filter.sort === 'state' ? t('list.meta') : undefined}
        isFlush
      >
        <QueryView query={query} what={t('list.what')}>
          {(page) => (
            <RulesTable
              scope={scope}
              address={address}
              page={page}
              switchedId={switchedId}
              acts={
                mayWrite
                  ? {
                      onSwitch: (rule) => update.mutate({ ruleId: rule.id, enabled: !rule.enabled }),
                      onEdit: (rule) => setAsked({ act: 'edit', rule }),
                      onDelete: (rule) => setAsked({ act: 'delete', rule }),
                    }
                  : null
              }
            />
          )}
        </QueryView>
        {update.error === null ? null : (
          <div className="border-t border-line p-3.5">
            <ErrorLine>{update.error.message}</ErrorLine>
          </div>
        )}
      </Panel>
      <CreateRuleDialog
        scope={scope}
        platforms={platforms}
        isOpen={isCreating}
        onClose={() => setIsCreating(false)}
      />
      <EditRuleDialog scope={scope} rule={asked?.act === 'edit' ? asked.rule : null} onClose={close} />
      <DeleteRuleDialog scope={scope} rule={asked?.act === 'delete' ? asked.rule : null} onClose={close} />
    </PageFrame>
  )
}

interface RulesHeaderProps {
  readonly page: ListRulesOutput | undefined
  readonly mayWrite: boolean
  readonly onCreate: () => void
}

function RulesHeader({ page, mayWrite, onCreate }: RulesHeaderProps) {
  const t = useText('alerting')
  return (
    <PageHeader
      title={t('title')}
      answer={page === undefined ? undefined : rulesSentence(t, page.counts)}
      actions={
        <Button
          kind="ink"
          icon="plus"
          disabledReason={mayWrite ? undefined : t('create.notAllowed')}
          onClick={onCreate}
        >
          {t('create.title')}
        </Button>
      }
    />
  )
}
