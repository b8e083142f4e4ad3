'use client'
import { ListTable } from '#components/shell/list-table.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { inTurn } from '#components/ui/sort-rows.ts'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates } from '#components/ui/states.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { RuleView } from '#lib/modules/alerting/schemas.ts'
import { ruleLook } from './rule-states.ts'

/** What can be done with a rule. */
export interface RuleActs {
  readonly onSwitch: (rule: RuleView) => void
  readonly onEdit: (rule: RuleView) => void
  readonly onDelete: (rule: RuleView) => void
}

const byState = (a: RuleView, b: RuleView): number => compareStates(ruleLook(a).state, ruleLook(b).state)

const worstFirst = inTurn<RuleView>(
  byState,
  (a, b) => a.severity.localeCompare(b.severity),
  (a, b) => a.name.localeCompare(b.name),
)

const ownerOf = ({ platformName, tenantName }: RuleView): string =>
  tenantName === null ? platformName : `${platformName}, ${tenantName}`

const COLUMNS: readonly Column<RuleView>[] = [
  {
    id: 'name',
    head: 'Rule',
    cell: ({ name, isDefault }) => (
      <>
        <span className="font-medium">{name}</span>
        {isDefault ? (
          <span className="block text-micro font-normal text-fg-3">came with Bailiwick</span>
        ) : null}
      </>
    ),
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
    className: 'sm:py-1.5',
  },
  {
    id: 'state',
    head: 'State',
    cell: (rule) => {
      const { state, words } = ruleLook(rule)
      return <StateText state={state}>{words}</StateText>
    },
    compare: byState,
    phone: 'end',
  },
  {
    id: 'severity',
    head: 'Severity',
    cell: ({ severity }) => <SeverityTag severity={severity} />,
    compare: (a, b) => a.severity.localeCompare(b.severity),
  },
  {
    id: 'expr',
    head: 'Fires when',
    cell: ({ expr }) => <code className="font-mono text-small wrap-anywhere text-fg-2">{expr}</code>,
    phone: 'below',
    className: 'sm:w-1/2 sm:whitespace-normal sm:py-1.5',
  },
  {
    id: 'for',
    head: 'For',
    isFigure: true,
    cell: ({ forSeconds }) => (forSeconds === 0 ? 'at once' : formatSeconds(forSeconds)),
  },
  {
    id: 'owner',
    head: 'Belongs to',
    cell: (rule) => <span className="text-fg-2">{ownerOf(rule)}</span>,
    compare: (a, b) => ownerOf(a).localeCompare(ownerOf(b)),
  },
]

const actsColumn = (acts: RuleActs, switchedId: string | null): Column<RuleView> => ({
  id: 'act',
  head: <span className="sr-only">Actions</span>,
  name: 'Actions',
  isFigure: true,
  cell: (rule) => (
    <span className="flex justify-end gap-1.5">
      <Button
        size="small"
        aria-label={`Switch ${rule.enabled ? 'off' : 'on'} ${rule.name}`}
        isBusy={switchedId === rule.id}
        onClick={() => acts.onSwitch(rule)}
      >
        {rule.enabled ? 'Switch off' : 'Switch on'}
      </Button>
      <Button size="small" aria-label={`Change ${rule.name}`} onClick={() => acts.onEdit(rule)}>
        Change
      </Button>
      <IconButton
        icon="cross"
        size="small"
        label={`Delete ${rule.name}`}
        onClick={() => acts.onDelete(rule)}
        className="max-sm:hidden"
      />
    </span>
  ),
  phone: 'below-end',
})

/** Properties of `RulesTable`. */
export interface RulesTableProps {
  readonly scope: string
  readonly rules: readonly RuleView[]
  /** The rule that is being switched. */
  readonly switchedId: string | null
  /** Null where the reader may only look. */
  readonly acts: RuleActs | null
}

/** Rules with how each stands, what needs a person first. */
export function RulesTable({ scope, rules, switchedId, acts }: RulesTableProps) {
  return (
    <ListTable
      scope={scope}
      screen="rules"
      caption="Rules, what needs a person first"
      columns={acts === null ? COLUMNS : [...COLUMNS, actsColumn(acts, switchedId)]}
      rows={rules.toSorted(worstFirst)}
      rowKey={(rule) => rule.id}
      rowTint={(rule) => (ruleLook(rule).state === 'down' ? 'down' : null)}
      empty={
        <EmptyState title="No rule yet">
          Without a rule nothing fires and nobody is paged. Create one on a metric that a source of this scope
          sends, e.g. <code className="font-mono">up == 0</code>.
        </EmptyState>
      }
    />
  )
}
