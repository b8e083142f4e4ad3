'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { NeutralBadge, StateBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'
import { changeTenant } from './api/leaving.ts'
import type { LifeRights } from './life-rights.ts'

/** Properties of `StandingPanel`. */
export interface StandingPanelProps {
  /** A scope above the tenant. */
  readonly above: string
  readonly tenant: TenantView
  readonly may: LifeRights
}

/** Whether the tenant is active, since when and why not, and how that changes. */
export function StandingPanel({ above, tenant, may }: StandingPanelProps) {
  const { suspension } = tenant
  return (
    <Panel
      title="State"
      meta={
        suspension === null ? (
          <NeutralBadge>Active</NeutralBadge>
        ) : (
          <StateBadge state="maintenance">Suspended</StateBadge>
        )
      }
    >
      <KeyValueList
        facts={[
          { label: 'Platform', value: tenant.platformName },
          { label: 'Created', value: <Moment at={tenant.createdAt} /> },
          ...(suspension === null
            ? []
            : [
                { label: 'Suspended since', value: <Moment at={suspension.since} /> },
                { label: 'By', value: suspension.by },
                { label: 'Why', value: suspension.reason },
                { label: 'Members ask', value: suspension.contact },
              ]),
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {may.rename ? <Rename above={above} tenant={tenant} /> : null}
        {may.suspend ? (
          suspension === null ? (
            <Suspend above={above} tenant={tenant} />
          ) : (
            <Resume above={above} tenant={tenant} />
          )
        ) : null}
      </div>
    </Panel>
  )
}

interface ChangeProps {
  readonly above: string
  readonly tenant: TenantView
}

function Rename({ above, tenant }: ChangeProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, error, isPending } = useMutation({
    ...changeTenant(above),
    onSuccess: () => setIsOpen(false),
  })
  const taken = error?.code === 'conflict' ? error.message : undefined
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ tenantId: tenant.id, name: formText(event.currentTarget, 'name') })
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Rename</Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={`Rename ${tenant.name}`}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <TextField
            label="Name"
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            defaultValue={tenant.name}
            data-autofocus
            error={faultOf(error, 'name') ?? taken}
          />
          <ErrorLine>{taken === undefined ? remainingMessage(error, ['name']) : undefined}</ErrorLine>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button type="submit" kind="ink" isBusy={isPending}>
              Rename tenant
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

function Suspend({ above, tenant }: ChangeProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, error, isPending } = useMutation({
    ...changeTenant(above),
    onSuccess: () => setIsOpen(false),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const contact = formText(form, 'contact')
    if (isPending) return
    const reason = formText(form, 'reason')
    mutate({ tenantId: tenant.id, state: 'suspended', reason, ...(contact === '' ? {} : { contact }) })
  }
  return (
    <>
      <Button kind="danger" onClick={() => setIsOpen(true)}>
        Suspend
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={`Suspend ${tenant.name}?`}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <p className="text-fg-2">
            Within five seconds its sources are refused, its rules and scrapes stand still, its keys end, and
            its members see this reason instead of their pages. Nothing is deleted.
          </p>
          <TextField
            label="Why"
            name="reason"
            required
            minLength={10}
            maxLength={500}
            autoComplete="off"
            data-autofocus
            help="At least 10 characters; the members read it."
            error={faultOf(error, 'reason')}
          />
          <TextField
            label="Whom they may ask"
            name="contact"
            isOptional
            maxLength={200}
            autoComplete="off"
            help="You, when it is left empty."
            error={faultOf(error, 'contact')}
          />
          <ErrorLine>{remainingMessage(error, ['reason', 'contact'])}</ErrorLine>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button type="submit" kind="danger-solid" isBusy={isPending}>
              Suspend tenant
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

function Resume({ above, tenant }: ChangeProps) {
  const show = useToast()
  const { mutate, isPending } = useMutation({
    ...changeTenant(above),
    onSuccess: () => show({ text: `${tenant.name} is active again.` }),
    onError: (problem) => show({ text: problem.message, tone: 'failed' }),
  })
  return (
    <Button kind="ink" isBusy={isPending} onClick={() => mutate({ tenantId: tenant.id, state: 'active' })}>
      Resume
    </Button>
  )
}
