'use client'
import { useState } from 'react'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { dim } from '#components/language/dim.tsx'
import { useText } from '#components/language/use-text.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { useClockStore } from '#components/ui/clock.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { Permission } from '#lib/core/permissions.ts'
import type { CreateApiKeyInput, CreateApiKeyOutput } from '#lib/modules/access/schemas.ts'
import { createApiKey } from './api/create-api-key.ts'
import { expiryOf, filterPermissions, lifetimeOptions } from './key-words.ts'

/** What a key may do unless something else is chosen: what most of them are for. */
const USUAL: readonly Permission[] = ['metrics:query']

/** Properties of `CreateKeyForm`. */
export interface CreateKeyFormProps {
  readonly scope: string
  readonly permissions: readonly Permission[]
  readonly onClose: () => void
  readonly onMade: (made: CreateApiKeyOutput) => void
}

/** Asks what a key is for, what it may do, and until when; fetched when its dialog is opened. */
export function CreateKeyForm({ scope, permissions, onClose, onMade }: CreateKeyFormProps) {
  const t = useText('keys')
  const lives = useText('credentials')
  const clock = useClockStore()
  const { form, field, errorOf, message, isBusy, methods } = useApiForm({
    values: { name: '', expiresAt: '90', permissions: USUAL },
    input: (typed): CreateApiKeyInput => ({
      name: typed.name,
      permissions: [...typed.permissions],
      expiresAt: expiryOf(typed.expiresAt, clock.now()),
    }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).createApiKeyInput,
    mutation: { ...createApiKey(scope), onSuccess: onMade },
    conflictField: 'name',
  })
  const choose = (next: readonly Permission[]) => {
    methods.setValue('permissions', next, { shouldDirty: true })
    methods.clearErrors('permissions')
  }
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField
        label={t('form.name')}
        help={t('form.nameHelp')}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      <SelectField label={lives('life.label')} options={lifetimeOptions(lives)} {...field('expiresAt')} />
      <PermissionChoice
        name="permissions"
        permissions={permissions}
        chosen={methods.watch('permissions')}
        onChoose={choose}
        error={errorOf('permissions')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('form.do')}
      </FormFoot>
    </form>
  )
}

interface PermissionChoiceProps {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly chosen: readonly Permission[]
  readonly onChoose: (chosen: readonly Permission[]) => void
  readonly error: string | undefined
}

/** What the key may do; the list is narrowed by a filter and keeps what is chosen outside of it. */
function PermissionChoice({ name, permissions, chosen, onChoose, error }: PermissionChoiceProps) {
  const t = useText('keys')
  const [text, setText] = useState('')
  const shown = filterPermissions(permissions, text)
  const toggle = (permission: Permission) => {
    const rest = chosen.filter((each) => each !== permission)
    onChoose(rest.length < chosen.length ? rest : [...chosen, permission])
  }
  return (
    <fieldset name={name} className="flex flex-col gap-2">
      <legend className="mb-[5px] text-small font-medium">
        {t.rich('form.may', {
          chosen: chosen.length,
          all: permissions.length,
          count: dim,
        })}
      </legend>
      <TextField
        label={t('form.find')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault() // it looks for a permission, and would send the form
        }}
        error={error}
      />
      <div className="grid max-h-48 content-start gap-x-4 overflow-y-auto rounded-control border border-line p-2.5 sm:grid-cols-2">
        {shown.map((permission) => (
          <Checkbox
            key={permission}
            checked={chosen.includes(permission)}
            onChange={() => toggle(permission)}
          >
            <code className="font-mono text-small">{permission}</code>
          </Checkbox>
        ))}
        {shown.length === 0 ? <p className="text-small text-fg-3">{t('form.none')}</p> : null}
      </div>
    </fieldset>
  )
}
