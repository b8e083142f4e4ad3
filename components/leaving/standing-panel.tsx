'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { NeutralBadge, StateBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'
import { changeTenant } from './api/leaving.ts'
import type { LifeRights } from './life-rights.ts'

const RenameForm = fetched(async () => (await import('./standing-forms.tsx')).RenameForm)
const SuspendForm = fetched(async () => (await import('./standing-forms.tsx')).SuspendForm)

/** Properties of `StandingPanel`. */
export interface StandingPanelProps {
  /** A scope above the tenant. */
  readonly above: string
  readonly tenant: TenantView
  readonly may: LifeRights
}

/** Whether the tenant is active, since when and why not, and how that changes. */
export function StandingPanel({ above, tenant, may }: StandingPanelProps) {
  const t = useText('leaving')
  const { suspension } = tenant
  return (
    <Panel
      title={t('state')}
      meta={
        suspension === null ? (
          <NeutralBadge>{t('active')}</NeutralBadge>
        ) : (
          <StateBadge state="maintenance">{t('suspended')}</StateBadge>
        )
      }
    >
      <KeyValueList
        facts={[
          { label: t('platform'), value: tenant.platformName },
          { label: t('standing.created'), value: <Moment at={tenant.createdAt} /> },
          ...(suspension === null
            ? []
            : [
                { label: t('standing.since'), value: <Moment at={suspension.since} /> },
                { label: t('standing.by'), value: suspension.by },
                { label: t('why'), value: suspension.reason },
                { label: t('standing.contact'), value: suspension.contact },
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
  const t = useText('leaving')
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('rename.open')}</Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('rename.title', { tenant: tenant.name })}>
        <FormSlot>
          <RenameForm above={above} tenant={tenant} onDone={close} />
        </FormSlot>
      </Dialog>
    </>
  )
}

function Suspend({ above, tenant }: ChangeProps) {
  const t = useText('leaving')
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button kind="danger" onClick={() => setIsOpen(true)}>
        {t('suspend.open')}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('suspend.title', { tenant: tenant.name })}>
        <FormSlot>
          <SuspendForm above={above} tenant={tenant} onDone={close} />
        </FormSlot>
      </Dialog>
    </>
  )
}

function Resume({ above, tenant }: ChangeProps) {
  const t = useText('leaving')
  const show = useToast()
  const { mutate, isPending } = useMutation({
    ...changeTenant(above),
    onSuccess: () => show({ text: t('resume.done', { tenant: tenant.name }) }),
    onError: (problem) => show({ text: problem.message, tone: 'failed' }),
  })
  return (
    <Button kind="ink" isBusy={isPending} onClick={() => mutate({ tenantId: tenant.id, state: 'active' })}>
      {t('resume.act')}
    </Button>
  )
}
