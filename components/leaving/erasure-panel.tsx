'use client'
import { useState } from 'react'
import { put } from '#components/language/put.ts'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Bar } from '#components/ui/bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import type { ErasureView, LeavingView } from '#lib/modules/leaving/schemas.ts'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'

const EraseForm = fetched(async () => (await import('./erase-form.tsx')).EraseForm)

/** Properties of `ErasurePanel`. */
export interface ErasurePanelProps {
  /** A scope above the tenant. */
  readonly above: string
  readonly tenant: TenantView
  readonly leaving: LeavingView
  readonly mayErase: boolean
}

/** The end of a tenant: asked for with its name as guard word, then carried out step by step. */
export function ErasurePanel({ above, tenant, leaving, mayErase }: ErasurePanelProps) {
  const t = useText('leaving')
  const { erasure, exports } = leaving
  return (
    <Panel title={t('erasure.title')}>
      {erasure === null ? (
        <>
          <p className="mb-3 text-fg-2">{t('erasure.text')}</p>
          {mayErase ? (
            <Erase above={above} tenant={tenant} hasExport={exports.some(({ digest }) => digest !== null)} />
          ) : null}
        </>
      ) : (
        <Erasure erasure={erasure} />
      )}
    </Panel>
  )
}

function Erasure({ erasure }: { erasure: ErasureView }) {
  const t = useText('leaving')
  const counted = Object.entries(erasure.counts)
  const { state, step, stepsDone: done, stepsAll: all, askedBy: by, approvedBy: approver } = erasure
  const at = put(<Moment at={erasure.askedAt} />)
  const words =
    state === 'done'
      ? t('erasure.done')
      : step === ''
        ? t('erasure.step', { done, all })
        : t('erasure.stepNamed', { done, all, step })
  return (
    <div className="flex flex-col gap-2">
      <Bar share={all === 0 ? 0 : done / all} label={words} tone="down" />
      <p className="text-small">
        {approver === null
          ? t.rich('erasure.asked', { words, by, at })
          : t.rich('erasure.approved', { words, by, at, approver })}
      </p>
      {erasure.failure === null ? null : (
        <p className="text-small text-down">{t('erasure.failed', { why: erasure.failure })}</p>
      )}
      <p className="text-micro text-fg-3">
        {counted.map(([table, n]) => t('erasure.rowsIn', { count: n, table })).join(', ')}
      </p>
    </div>
  )
}

interface EraseProps {
  readonly above: string
  readonly tenant: TenantView
  readonly hasExport: boolean
}

function Erase({ above, tenant, hasExport }: EraseProps) {
  const t = useText('leaving')
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button kind="danger" onClick={() => setIsOpen(true)}>
        {t('erase.open')}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('erase.title', { tenant: tenant.name })}>
        <FormSlot>
          <EraseForm above={above} tenant={tenant} hasExport={hasExport} onDone={close} />
        </FormSlot>
      </Dialog>
    </>
  )
}
