'use client'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { auditHref, FILTER_NAMES, type AuditFilter, type FilterName } from './audit-filter.ts'

const FIELDS: Readonly<Record<FilterName, { label: string; placeholder?: string; type?: 'date' }>> = {
  text: { label: 'Text', placeholder: 'In names, actions and details' },
  action: { label: 'Action begins with', placeholder: 'incident.' },
  actor: { label: 'Who', placeholder: 'Name or id' },
  address: { label: 'From address', placeholder: '192.0.2.7' },
  targetKind: { label: 'Kind of target', placeholder: 'rule' },
  targetId: { label: 'Id of target' },
  requestId: { label: 'Id of request' },
  from: { label: 'From day (UTC)', type: 'date' },
  to: { label: 'To day (UTC)', type: 'date' },
}
const ALWAYS = ['text', 'action', 'actor', 'address'] as const
const MORE = ['targetKind', 'targetId', 'requestId', 'from', 'to'] as const

/** What the list is narrowed by; applying it makes an address that can be passed on. */
export function AuditFilters({ scope, filter }: { scope: string; filter: AuditFilter }) {
  const router = useRouter()
  const [typed, setTyped] = useState<AuditFilter>(filter)
  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    router.push(auditHref(scope, typed), { scroll: false })
  }
  const field = (name: FilterName) => (
    <TextField
      key={name}
      name={name}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      {...FIELDS[name]}
      value={typed[name] ?? ''}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
    />
  )
  return (
    <form role="search" aria-label="Audit entries" onSubmit={handleSubmit} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{ALWAYS.map(field)}</div>
      <details open={MORE.some((name) => filter[name] !== undefined)}>
        <summary className="w-fit cursor-pointer text-small text-fg-2 hover:text-fg-1">
          Target, request and days
        </summary>
        <div className="mt-3 grid grid-cols-2 gap-3 lg:grid-cols-5">{MORE.map(field)}</div>
      </details>
      <div className="flex flex-wrap gap-2">
        <Button type="submit">Apply</Button>
        {FILTER_NAMES.some((name) => filter[name] !== undefined) ? (
          <ButtonLink kind="ghost" href={auditHref(scope, {})}>
            Show everything
          </ButtonLink>
        ) : null}
      </div>
    </form>
  )
}
