'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Bar } from '#components/ui/bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ErasureView, LeavingView } from '#lib/modules/leaving/schemas.ts'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'
import { askSecondPerson } from './api/leaving.ts'

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

function Erase({ above, tenant, hasExport }: { above: string; tenant: TenantView; hasExport: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const show = useToast()
  const { mutate, error, isPending } = useMutation({
    ...askSecondPerson(above),
    onSuccess: () => {
      setIsOpen(false)
      show({ text: 'Asked: a second person decides under Requests.' })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (isPending) return
    const withoutExport = hasExport ? '' : formText(form, 'withoutExport')
    mutate({
      action: 'tenant.erase',
      input: {
        tenantId: tenant.id,
        name: formText(form, 'name'),
        ...(withoutExport === '' ? {} : { withoutExport }),
      },
      reason: formText(form, 'reason'),
    })
  }
  return (
    <>
      <Button kind="danger" onClick={() => setIsOpen(true)}>
        Erase tenant
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Erase ${tenant.name} and everything of it?`}
      >
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Questions tenant={tenant} hasExport={hasExport} error={error} />
          <div className="flex justify-end gap-2">
            <Button data-autofocus onClick={() => setIsOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" kind="danger-solid" isBusy={isPending}>
              Ask for the erasure
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

/** What is asked before an erasure: the guard word, why, and why without an export where there is none. */
function Questions({
  tenant,
  hasExport,
  error,
}: {
  tenant: TenantView
  hasExport: boolean
  error: ApiProblem | null
}) {
  return (
    <>
      <p className="text-fg-2">
        This cannot be undone, not even from a backup. Download the export first: the archive goes with the
        tenant.
      </p>
      <TextField
        label="Name of the tenant"
        name="name"
        required
        autoComplete="off"
        help={`Type ${tenant.name} to go on.`}
        error={faultOf(error, 'name')}
      />
      <TextField
        label="Why"
        name="reason"
        required
        minLength={10}
        maxLength={500}
        autoComplete="off"
        help="At least 10 characters; the second person decides by it."
        error={faultOf(error, 'reason')}
      />
      {hasExport ? null : (
        <TextField
          label="Why without an export"
          name="withoutExport"
          autoComplete="off"
          maxLength={500}
          help="No finished export is there: make one first, or say why none is wanted."
          error={faultOf(error, 'withoutExport')}
        />
      )}
      <ErrorLine>{remainingMessage(error, ['name', 'withoutExport', 'reason'])}</ErrorLine>
    </>
  )
}
