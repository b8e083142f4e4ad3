'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { halfTyped } from '#components/forms/half-typed.ts'
import { showField } from '#components/forms/show-field.ts'
import { useText } from '#components/language/use-text.ts'
import { keepLook } from '#components/shell/table-address.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { useKeptFocus } from '#components/ui/use-kept-focus.ts'
import { auditHref, dayFaults, FILTER_NAMES, type AuditFilter, type FilterName } from './audit-filter.ts'

/** What is shown in an empty field, as it would be typed in any language. */
const EXAMPLES: Readonly<Partial<Record<FilterName, string>>> = {
  action: 'incident.',
  address: '192.0.2.7',
  targetKind: 'rule',
}
const ALWAYS = ['text', 'action', 'actor', 'address'] as const
const MORE = ['targetKind', 'targetId', 'requestId', 'from', 'to'] as const

/** What is typed, at which address, for which address it was asked last, and what of it cannot be asked for. */
interface FilterState {
  readonly typed: AuditFilter
  readonly at: string
  readonly asked: string
  readonly faults: ReturnType<typeof dayFaults>
}

/** What the list is narrowed by; applying it makes an address that can be passed on. */
export function AuditFilters({ scope, filter }: { scope: string; filter: AuditFilter }) {
  const t = useText('audit')
  const router = useRouter()
  const look = new URLSearchParams(useSearchParams())
  const here = auditHref(scope, filter)
  // The form stays while the address changes, and the focus with it: what was asked for here is not typed anew.
  const [state, setState] = useState<FilterState>({ typed: filter, at: here, asked: here, faults: {} })
  const apply = useKeptFocus<HTMLButtonElement>(here)
  if (state.at !== here)
    setState({ typed: state.asked === here ? state.typed : filter, at: here, asked: here, faults: {} })
  const { typed, faults } = state
  const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { elements } = event.currentTarget
    const found = dayFaults(typed, halfTyped(elements))
    const [wrong] = Object.keys(found)
    if (wrong !== undefined) {
      setState({ ...state, faults: found })
      showField(elements.namedItem(wrong))
      return
    }
    const asked = auditHref(scope, typed)
    setState({ ...state, asked, faults: {} })
    router.push(keepLook(asked, look), { scroll: false })
  }
  const placeholders = { ...EXAMPLES, text: t('filter.inText'), actor: t('filter.nameOrId') }
  const faultOf = (name: 'from' | 'to'): string | undefined => {
    const fault = faults[name]
    return fault === undefined ? undefined : t(`filter.fault.${fault}`)
  }
  const field = (name: FilterName) => (
    <TextField
      key={name}
      name={name}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      label={t(`filter.${name}`)}
      placeholder={placeholders[name]}
      {...(name === 'from' || name === 'to' ? { type: 'date' } : {})}
      value={typed[name] ?? ''}
      error={name === 'from' || name === 'to' ? faultOf(name) : undefined}
      onChange={({ target }) => setState({ ...state, typed: { ...typed, [name]: target.value } })}
    />
  )
  return (
    <form
      role="search"
      aria-label={t('filter.title')}
      onSubmit={handleSubmit}
      noValidate
      className="flex flex-col gap-3"
    >
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{ALWAYS.map(field)}</div>
      <details open={MORE.some((name) => filter[name] !== undefined)}>
        <summary className="w-fit cursor-pointer text-small text-fg-2 hover:text-fg-1">
          {t('filter.more')}
        </summary>
        <div className="mt-3 grid grid-cols-2 gap-3 lg:grid-cols-5">{MORE.map(field)}</div>
      </details>
      <div className="flex flex-wrap gap-2">
        <Button ref={apply} type="submit">
          {t('filter.apply')}
        </Button>
        {FILTER_NAMES.some((name) => filter[name] !== undefined) ? (
          <ButtonLink kind="ghost" href={keepLook(auditHref(scope, {}), look)}>
            {t('filter.clear')}
          </ButtonLink>
        ) : null}
      </div>
    </form>
  )
}
