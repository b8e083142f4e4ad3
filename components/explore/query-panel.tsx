'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { metricsInstantQuery } from './api/metrics-instant-query.ts'
import { engineFault } from './engine-fault.ts'
import {
  EXPLORE_KINDS,
  EXPLORE_UNITS,
  letterOf,
  MOST_QUERIES,
  STEPS,
  type ExploreUnit,
} from './explore-state.ts'
import { HistoryDrawer } from './history-drawer.tsx'
import { nameSource } from './name-source.ts'
import { NOT_EVALUATED } from './not-evaluated.ts'
import { QueryBox } from './query-box.tsx'
import type { Explore } from './use-explore.ts'

/** How long names for completion stay as they were, in milliseconds. */
const NAMES_FRESH_MS = 60_000

/** The boxes, and how they are asked. */
export function QueryPanel({ scope, explore }: { scope: string; explore: Explore }) {
  const t = useText('explore')
  const { state, drafts, setDrafts, results, run, fault } = explore
  const [trouble, setTrouble] = useState<unknown>(null)
  const names = useNames(scope, setTrouble)
  const set = (place: number, text: string) => setDrafts(drafts.with(place, text))
  return (
    <Panel title={t('queries.title')} meta={<Refused />} isFlush>
      {drafts.map((text, i) => {
        const problem = state.queries[i] === text ? results[i]?.error : null
        return (
          <QueryBox
            // Boxes have no other identity than their place.
            key={letterOf(i)}
            letter={letterOf(i)}
            text={text}
            names={names}
            fault={problem?.code === 'invalid_input' ? engineFault(problem) : null}
            onChange={(next) => set(i, next)}
            onRun={() => run()}
            onRemove={drafts.length === 1 ? undefined : () => run(drafts.toSpliced(i, 1))}
          />
        )
      })}
      <Foot explore={explore} />
      {fault === null && trouble === null ? null : (
        <div className="px-3.5 pb-3">
          <ErrorLine>
            {fault ??
              t('queries.noNames', {
                why: trouble instanceof Error ? trouble.message : t('queries.noAnswer'),
              })}
          </ErrorLine>
        </div>
      )}
    </Panel>
  )
}

/** Names of the scope in view for completion, each question kept for a minute. */
function useNames(scope: string, onTrouble: (why: unknown) => void) {
  const client = useQueryClient()
  return useMemo(
    () =>
      nameSource(
        async (expression) =>
          await client.query({ ...metricsInstantQuery(scope, expression), staleTime: NAMES_FRESH_MS }),
        onTrouble,
      ),
    [client, scope, onTrouble],
  )
}

/** The text `queries.units.<name>` of each unit. */
const UNIT_NAMES = {
  '': 'plain',
  s: 'seconds',
  bytes: 'bytes',
  'bytes/s': 'bytesPerSecond',
  ratio: 'ratio',
  '/s': 'perSecond',
  count: 'count',
} as const satisfies Record<ExploreUnit, string>

function Foot({ explore }: { explore: Explore }) {
  const t = useText('explore')
  const { state, drafts, setDrafts, change, history } = explore
  const [isOpen, setIsOpen] = useState(false)
  const use = (expression: string) => {
    const free = drafts.findIndex((text) => text.trim() === '')
    setDrafts(drafts.with(free === -1 ? drafts.length - 1 : free, expression))
    setIsOpen(false)
  }
  return (
    <div className="flex flex-wrap items-end gap-2.5 px-3.5 py-2.5">
      <Button
        icon="plus"
        disabledReason={drafts.length < MOST_QUERIES ? undefined : t('queries.most', { most: MOST_QUERIES })}
        onClick={() => setDrafts([...drafts, ''])}
      >
        {t('queries.add')}
      </Button>
      <Button
        icon="clock"
        onClick={() => {
          history.look()
          setIsOpen(true)
        }}
      >
        {t('queries.own')}
      </Button>
      <div className="ml-auto flex flex-wrap items-end gap-2.5 max-sm:ml-0">
        <Segmented
          label={t('queries.when')}
          options={EXPLORE_KINDS.map((value) => ({ value, label: t(`queries.kind.${value}`) }))}
          value={state.kind}
          onChange={(kind) => change({ kind })}
        />
        <div className="w-36">
          <SelectField
            label={t('queries.step')}
            value={state.step ?? ''}
            options={[
              { value: '', label: t('queries.byItself') },
              ...[...STEPS.keys()].map((name) => ({ value: name, label: name })),
            ]}
            onChange={({ target }) => change({ step: target.value === '' ? null : target.value })}
          />
        </div>
        <div className="w-44">
          <SelectField
            label={t('queries.unit')}
            value={state.unit}
            options={EXPLORE_UNITS.map((value) => ({
              value,
              label: t(`queries.units.${UNIT_NAMES[value]}`),
            }))}
            onChange={({ target }) =>
              change({ unit: EXPLORE_UNITS.find((unit) => unit === target.value) ?? '' })
            }
          />
        </div>
      </div>
      <HistoryDrawer
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        past={history.past ?? []}
        onUse={use}
        onForget={history.forget}
      />
    </div>
  )
}

const REFUSED_KINDS = [
  'functions',
  'aggregations',
  'modifiers',
] as const satisfies (keyof typeof NOT_EVALUATED)[]

/** What of PromQL is read and refused, behind a press. */
function Refused() {
  const t = useText('explore')
  return (
    <>
      <button type="button" popoverTarget="not-evaluated" className="opens">
        {t('refused.title')}
      </button>
      <div
        id="not-evaluated"
        popover="auto"
        className="m-auto w-[min(560px,calc(100vw-32px))] rounded-panel bg-overlay p-4 text-left text-fg-1 shadow-pop open:arrives"
      >
        <p className="text-body font-semibold">{t('refused.title')}</p>
        <p className="mt-1 text-small text-fg-2">{t('refused.text')}</p>
        <dl className="mt-3 flex flex-col gap-2 text-small">
          {REFUSED_KINDS.map((kind) => (
            <div key={kind}>
              <dt className="font-medium first-letter:uppercase">{t(`refused.${kind}`)}</dt>
              <dd className="font-mono wrap-anywhere text-fg-2">{NOT_EVALUATED[kind].join(', ')}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  )
}
