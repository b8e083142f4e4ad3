'use client'
import { useRouter } from 'next/navigation'
import type { SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { formText } from '#components/shell/form-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'
import { matrixHref, type MatrixFilter } from './matrix-filter.ts'

/** What narrows the matrix: the state of a service, and parts of names; each choice is an address. */
export function MatrixFilters(props: {
  scope: string
  filter: MatrixFilter
  states: HealthMatrix['states']
}) {
  const t = useText('dashboards')
  const ui = useText('ui')
  const { scope, filter, states } = props
  const router = useRouter()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const change = { tenant: formText(form, 'tenant').trim(), service: formText(form, 'service').trim() }
    router.push(matrixHref(filter, change, scope), { scroll: false })
  }
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <nav aria-label={t('matrix.state')} className="flex flex-wrap gap-1.5">
        <StateLink href={matrixHref(filter, { state: null }, scope)} isChosen={filter.state === null}>
          {t('matrix.all')}
        </StateLink>
        {states
          .filter(({ cells, state }) => cells > 0 || state === filter.state)
          .map(({ state, cells }) => (
            <StateLink
              key={state}
              href={matrixHref(filter, { state }, scope)}
              isChosen={filter.state === state}
              state={state}
            >
              {t('matrix.stateCount', { state: stateText(ui, state), count: cells })}
            </StateLink>
          ))}
      </nav>
      <form
        // Another address has other texts in its fields.
        key={`${filter.tenant} ${filter.service}`}
        onSubmit={submit}
        className="ml-auto flex flex-wrap items-end gap-2 max-sm:ml-0 max-sm:w-full max-sm:*:grow"
      >
        <TextField
          label={t('matrix.tenant')}
          name="tenant"
          defaultValue={filter.tenant}
          maxLength={100}
          autoComplete="off"
        />
        <TextField
          label={t('matrix.service')}
          name="service"
          defaultValue={filter.service}
          maxLength={100}
          autoComplete="off"
        />
        <Button type="submit">{t('matrix.find')}</Button>
      </form>
    </div>
  )
}

function StateLink(props: {
  href: string
  isChosen: boolean
  state?: HealthState
  children: React.ReactNode
}) {
  const { href, isChosen, state, children } = props
  return (
    <AppLink
      href={href}
      scroll={false}
      aria-current={isChosen ? 'true' : undefined}
      className="inline-flex h-(--bw-control) items-center gap-1.5 rounded-control border border-line-strong bg-panel px-2.5 text-fg-2 hover:text-fg-1 aria-[current]:border-line-control aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-fg-1"
    >
      {state === undefined ? null : <StateGlyph state={state} size={12} />}
      {children}
    </AppLink>
  )
}
