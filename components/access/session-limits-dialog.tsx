'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { SESSION_BOUNDS, SESSION_KINDS, type SessionKind } from '#lib/core/session-limits.ts'
import type { SessionSettingsView } from '#lib/modules/access/schemas.ts'
import { setSessionLimits } from './api/session-limits.ts'
import { SESSION_KIND_WORDS } from './session-kind-words.ts'

/** Properties of `SessionLimitsDialog`. */
export interface SessionLimitsDialogProps {
  readonly limits: SessionSettingsView['limits']
  readonly isOpen: boolean
  readonly onClose: () => void
}

const FIELDS = SESSION_KINDS.flatMap((kind) => [`${kind}.idleMinutes`, `${kind}.absoluteMinutes`])

/** The limits of one group as they were typed; what is no number is refused by the server, by the name of its field. */
const limitOf = (form: HTMLFormElement, kind: SessionKind) => ({
  idleMinutes: Number(formText(form, `${kind}.idleMinutes`)),
  absoluteMinutes: Number(formText(form, `${kind}.absoluteMinutes`)),
})

/** Asks for the limits of all three groups. */
export function SessionLimitsDialog({ limits, isOpen, onClose }: SessionLimitsDialogProps) {
  const toast = useToast()
  const { mutate, error, isPending, reset } = useMutation({
    ...setSessionLimits(),
    onSuccess: () => {
      toast({ text: 'The limits of sessions are set.' })
      onClose()
    },
  })
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (isPending) return
    mutate({
      admin: limitOf(form, 'admin'),
      on_call: limitOf(form, 'on_call'),
      other: limitOf(form, 'other'),
    })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Change how long sessions last">
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          Shorter limits end running sessions at once, longer ones prolong none. It needs your second factor.
        </p>
        {SESSION_KINDS.map((kind) => (
          <fieldset key={kind} className="grid grid-cols-2 gap-3">
            <legend className="mb-1 text-small font-semibold">{SESSION_KIND_WORDS[kind].name}</legend>
            <MinutesField
              name={`${kind}.idleMinutes`}
              label="Unused for"
              bounds={SESSION_BOUNDS[kind].idle}
              value={limits[kind].idleMinutes}
              error={faultOf(error, `${kind}.idleMinutes`)}
            />
            <MinutesField
              name={`${kind}.absoluteMinutes`}
              label="In all"
              bounds={SESSION_BOUNDS[kind].absolute}
              value={limits[kind].absoluteMinutes}
              error={faultOf(error, `${kind}.absoluteMinutes`)}
            />
          </fieldset>
        ))}
        <ErrorLine>{remainingMessage(error, FIELDS)}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Set limits
        </FormFoot>
      </form>
    </Dialog>
  )
}

interface MinutesFieldProps {
  readonly name: string
  readonly label: string
  readonly bounds: readonly [number, number]
  readonly value: number
  readonly error: string | undefined
}

function MinutesField({ name, label, bounds: [least, most], value, error }: MinutesFieldProps) {
  return (
    <TextField
      name={name}
      label={label}
      type="number"
      inputMode="numeric"
      unit="min"
      required
      min={least}
      max={most}
      step={1}
      defaultValue={value}
      help={`${least} to ${most}`}
      error={error}
    />
  )
}
