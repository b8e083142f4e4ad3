'use client'
import { typedNumber } from '#components/forms/typed-number.ts'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { ErrorLine, TextField, type TextFieldProps } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { SESSION_BOUNDS, SESSION_KINDS } from '#lib/core/session-limits.ts'
import type { SessionSettingsView } from '#lib/modules/access/schemas.ts'
import { setSessionLimits } from './api/session-limits.ts'
import { SESSION_KIND_WORDS } from './session-kind-words.ts'

/** Properties of `SessionLimitsForm`. */
export interface SessionLimitsFormProps {
  readonly limits: SessionSettingsView['limits']
  readonly onClose: () => void
}

interface TypedLimit {
  readonly idleMinutes: string
  readonly absoluteMinutes: string
}

const shown = (limit: { readonly idleMinutes: number; readonly absoluteMinutes: number }): TypedLimit => ({
  idleMinutes: String(limit.idleMinutes),
  absoluteMinutes: String(limit.absoluteMinutes),
})

const limitOf = (typed: TypedLimit) => ({
  idleMinutes: typedNumber(typed.idleMinutes),
  absoluteMinutes: typedNumber(typed.absoluteMinutes),
})

/** Asks for the limits of all three groups; fetched when its dialog is opened. */
export function SessionLimitsForm({ limits, onClose }: SessionLimitsFormProps) {
  const toast = useToast()
  const { form, field, message, isBusy } = useApiForm({
    values: { admin: shown(limits.admin), on_call: shown(limits.on_call), other: shown(limits.other) },
    input: (typed) => ({
      admin: limitOf(typed.admin),
      on_call: limitOf(typed.on_call),
      other: limitOf(typed.other),
    }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).setSessionLimitsInput,
    mutation: {
      ...setSessionLimits(),
      onSuccess: () => {
        toast({ text: 'The limits of sessions are set.' })
        onClose()
      },
    },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">
        Shorter limits end running sessions at once, longer ones prolong none. It needs your second factor.
      </p>
      {SESSION_KINDS.map((kind) => (
        <fieldset key={kind} className="grid grid-cols-2 gap-3">
          <legend className="mb-1 text-small font-semibold">{SESSION_KIND_WORDS[kind].name}</legend>
          <MinutesField
            label="Unused for"
            bounds={SESSION_BOUNDS[kind].idle}
            {...field(`${kind}.idleMinutes`)}
          />
          <MinutesField
            label="In all"
            bounds={SESSION_BOUNDS[kind].absolute}
            {...field(`${kind}.absoluteMinutes`)}
          />
        </fieldset>
      ))}
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Set limits
      </FormFoot>
    </form>
  )
}

interface MinutesFieldProps extends TextFieldProps {
  readonly bounds: readonly [number, number]
}

function MinutesField({ bounds: [least, most], ...field }: MinutesFieldProps) {
  return (
    <TextField
      type="number"
      inputMode="numeric"
      unit="min"
      required
      min={least}
      max={most}
      step={1}
      help={`${least} to ${most}`}
      {...field}
    />
  )
}
