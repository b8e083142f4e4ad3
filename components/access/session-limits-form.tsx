'use client'
import { typedNumber } from '#components/forms/typed-number.ts'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField, type TextFieldProps } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { SESSION_BOUNDS, SESSION_KINDS } from '#lib/core/session-limits.ts'
import type { SessionSettingsView } from '#lib/modules/access/schemas.ts'
import { setSessionLimits } from './api/session-limits.ts'

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
  const t = useText('members')
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
        toast({ text: t('limits.set') })
        onClose()
      },
    },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('limits.text')}</p>
      {SESSION_KINDS.map((kind) => (
        <fieldset key={kind} className="grid grid-cols-2 gap-3">
          <legend className="mb-1 text-small font-semibold">{t(`limits.${kind}.name`)}</legend>
          <MinutesField
            label={t('limits.idle')}
            bounds={SESSION_BOUNDS[kind].idle}
            {...field(`${kind}.idleMinutes`)}
          />
          <MinutesField
            label={t('limits.all')}
            bounds={SESSION_BOUNDS[kind].absolute}
            {...field(`${kind}.absoluteMinutes`)}
          />
        </fieldset>
      ))}
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('limits.do')}
      </FormFoot>
    </form>
  )
}

interface MinutesFieldProps extends TextFieldProps {
  readonly bounds: readonly [number, number]
}

/** The symbol, which is the same in all languages. */
const MINUTES = 'min'

function MinutesField({ bounds: [least, most], ...field }: MinutesFieldProps) {
  const t = useText('members')
  return (
    <TextField
      type="number"
      inputMode="numeric"
      unit={MINUTES}
      required
      min={least}
      max={most}
      step={1}
      help={t('limits.range', { least, most })}
      {...field}
    />
  )
}
