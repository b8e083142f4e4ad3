'use client'
import { lazy, Suspense, useState } from 'react'
import { Bar } from '#components/ui/bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Moment } from '#components/ui/time.tsx'
import type { ErasureView, LeavingView } from '#lib/modules/leaving/schemas.ts'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'

const EraseForm = lazy(async () => ({ default: (await import('./erase-form.tsx')).EraseForm }))

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
  const { erasure, exports } = leaving
  return (
    <Panel title="Erasure">
      {erasure === null ? (
        <>
          <p className="mb-3 text-fg-2">
            Deletes every row of this tenant for good, erases members without a role elsewhere as persons,
            takes the name out of the request for it, and leaves a record without names. Restores apply it
            again. A second person has to agree.
          </p>
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
  const counted = Object.entries(erasure.counts)
  const words =
    erasure.state === 'done'
      ? 'Done'
      : `Step ${erasure.stepsDone} of ${erasure.stepsAll}${erasure.step === '' ? '' : `: ${erasure.step}`}`
  return (
    <div className="flex flex-col gap-2">
      <Bar
        share={erasure.stepsAll === 0 ? 0 : erasure.stepsDone / erasure.stepsAll}
        label={words}
        tone="down"
      />
      <p className="text-small">
        {words}. Asked by {erasure.askedBy}, <Moment at={erasure.askedAt} />
        {erasure.approvedBy === null ? '' : `, approved by ${erasure.approvedBy}`}.
      </p>
      {erasure.failure === null ? null : (
        <p className="text-small text-down">{erasure.failure}. It is tried again.</p>
      )}
      <p className="text-micro text-fg-3">{counted.map(([table, n]) => `${n} in ${table}`).join(', ')}</p>
    </div>
  )
}

interface EraseProps {
  readonly above: string
  readonly tenant: TenantView
  readonly hasExport: boolean
}

function Erase({ above, tenant, hasExport }: EraseProps) {
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button kind="danger" onClick={() => setIsOpen(true)}>
        Erase tenant
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={`Erase ${tenant.name} and everything of it?`}>
        <Suspense fallback={<Skeleton waitsFor="Waiting for the form" />}>
          <EraseForm above={above} tenant={tenant} hasExport={hasExport} onDone={close} />
        </Suspense>
      </Dialog>
    </>
  )
}
