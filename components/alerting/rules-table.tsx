'use client'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { ListTable, type ListAddress } from '#components/shell/list-table.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { RuleSort } from '#lib/modules/alerting/domain/rule-order.ts'
import type { ListRulesOutput, RuleView } from '#lib/modules/alerting/schemas.ts'
import { ruleState, ruleWord } from './rule-states.ts'

/** What can be done with a rule. */
export interface RuleActs {
  readonly onSwitch: (rule: RuleView) => void
  readonly onEdit: (rule: RuleView) => void
  readonly onDelete: (rule: RuleView) => void
}

const EXAMPLE = 'up == 0'

const ownerOf = ({ platformName, tenantName }: RuleView): string =>
  tenantName === null ? platformName : `${platformName}, ${tenantName}`

const columnsOf = (t: Text<'alerting'>): readonly Column<RuleView>[] => [
  {
    id: 'name',
    head: t('column.rule'),
    cell: ({ name, isDefault }) => (
      <>
        <span className="font-medium">{name}</span>
        {isDefault ? <span className="block text-micro font-normal text-fg-3">{t('isDefault')}</span> : null}
      </>
    ),
    phone: 'start',
    className: 'sm:py-1.5',
  },
  {
    id: 'state',
    head: t('column.state'),
    cell: (rule) => <StateText state={ruleState(rule)}>{ruleWord(t, rule)}</StateText>,
    phone: 'end',
  },
  {
    id: 'severity',
    head: t('column.severity'),
    cell: ({ severity }) => <SeverityTag severity={severity} />,
  },
  {
    id: 'expr',
    head: t('column.expr'),
    cell: ({ expr }) => <code className="font-mono text-small wrap-anywhere text-fg-2">{expr}</code>,
    phone: 'below',
    className: 'max-sm:col-span-2 sm:w-1/2 sm:whitespace-normal sm:py-1.5',
  },
  {
    id: 'for',
    head: t('column.for'),
    isFigure: true,
    cell: ({ forSeconds }) => (forSeconds === 0 ? t('atOnce') : formatSeconds(forSeconds)),
  },
  {
    id: 'owner',
    head: t('column.owner'),
    cell: (rule) => <span className="text-fg-2">{ownerOf(rule)}</span>,
  },
]

const actsColumn = (t: Text<'alerting'>, acts: RuleActs, switchedId: string | null): Column<RuleView> => ({
  id: 'act',
  head: <span className="sr-only">{t('column.actions')}</span>,
  name: t('column.actions'),
  isFigure: true,
  cell: (rule) => (
    <span className="flex justify-end gap-1.5">
      <Button
        size="small"
        aria-label={t(rule.enabled ? 'act.offOne' : 'act.onOne', { rule: rule.name })}
        isBusy={switchedId === rule.id}
        onClick={() => acts.onSwitch(rule)}
      >
        {t(rule.enabled ? 'act.off' : 'act.on')}
      </Button>
      <Button
        size="small"
        aria-label={t('act.changeOne', { rule: rule.name })}
        onClick={() => acts.onEdit(rule)}
      >
        {t('act.change')}
      </Button>
      <IconButton
        icon="cross"
        size="small"
        label={t('act.deleteOne', { rule: rule.name })}
        onClick={() => acts.onDelete(rule)}
      />
    </span>
  ),
  phone: 'foot',
})

/** Properties of `RulesTable`. */
export interface RulesTableProps {
  readonly scope: string
  readonly address: ListAddress<RuleSort>
  readonly page: ListRulesOutput
  /** The rule that is being switched. */
  readonly switchedId: string | null
  /** Null where the reader may only look. */
  readonly acts: RuleActs | null
}

/** Rules with how each stands, what needs a person first unless somebody sorted them. */
export function RulesTable({ scope, address, page, switchedId, acts }: RulesTableProps) {
  const t = useText('alerting')
  const columns = columnsOf(t)
  return (
    <ListTable
      scope={scope}
      screen="rules"
      address={address}
      caption={t('list.caption')}
      columns={acts === null ? columns : [...columns, actsColumn(t, acts, switchedId)]}
      rows={page.rules}
      next={page.next}
      total={page.total}
      rowKey={(rule) => rule.id}
      rowTint={(rule) => (ruleState(rule) === 'down' ? 'down' : null)}
      empty={
        <EmptyState title={t('empty.title')}>
          {t.rich('empty.text', { example: put(<code className="font-mono">{EXAMPLE}</code>) })}
        </EmptyState>
      }
    />
  )
}
