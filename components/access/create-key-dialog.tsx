'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { useClockStore } from '#components/ui/clock.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { Permission } from '#lib/core/permissions.ts'
import type { CreateApiKeyOutput } from '#lib/modules/access/schemas.ts'
import { createApiKey } from './api/create-api-key.ts'
import { expiryOf, filterPermissions, KEY_LIFETIMES, permissionsOf } from './key-words.ts'
import { textOf } from './text-of.ts'

/** Properties of `CreateKeyDialog`. */
export interface CreateKeyDialogProps {
  readonly scope: string
  readonly permissions: readonly Permission[]
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (made: CreateApiKeyOutput) => void
}

/** Asks what a key is for and what it may do, and makes it. */
export function CreateKeyDialog({ scope, permissions, isOpen, onClose, onMade }: CreateKeyDialogProps) {
  const clock = useClockStore()
  const { mutate, error, isPending, reset } = useMutation({ ...createApiKey(scope), onSuccess: onMade })
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending) return
    const form = new FormData(event.currentTarget)
    mutate({
      name: textOf(form, 'name'),
      permissions: permissionsOf(form, 'permission'),
      expiresAt: expiryOf(textOf(form, 'lifetime'), clock.now()),
    })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Create an API key">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          name="name"
          label="Name of the key"
          help="Which program uses it."
          required
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={faultOf(error, 'name')}
        />
        <SelectField
          name="lifetime"
          label="Good for"
          defaultValue="90"
          options={Object.entries(KEY_LIFETIMES)
            .map(([value, { label }]) => ({ value, label }))
            .toSorted((a, b) => Number.parseInt(a.value, 10) - Number.parseInt(b.value, 10))}
          error={faultOf(error, 'expiresAt')}
        />
        <PermissionChoice permissions={permissions} error={faultOf(error, 'permissions')} />
        <ErrorLine>{remainingMessage(error, ['name', 'expiresAt', 'permissions'])}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Create key
        </FormFoot>
      </form>
    </Dialog>
  )
}

interface PermissionChoiceProps {
  readonly permissions: readonly Permission[]
  readonly error: string | undefined
}

/** What the key may do; the list is narrowed by a filter and keeps what is chosen outside of it. */
function PermissionChoice({ permissions, error }: PermissionChoiceProps) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(() => new Set<Permission>(['metrics:query']))
  const shown = filterPermissions(permissions, text)
  const toggle = (permission: Permission) => {
    const next = new Set(chosen)
    if (!next.delete(permission)) next.add(permission)
    setChosen(next)
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-[5px] text-small font-medium">
        What it may do{' '}
        <span className="font-normal text-fg-3">
          ({chosen.size} of {permissions.length})
        </span>
      </legend>
      <TextField
        label="Find a permission"
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="grid max-h-48 content-start gap-x-4 overflow-y-auto rounded-control border border-line p-2.5 sm:grid-cols-2">
        {shown.map((permission) => (
          <Checkbox key={permission} checked={chosen.has(permission)} onChange={() => toggle(permission)}>
            <code className="font-mono text-small">{permission}</code>
          </Checkbox>
        ))}
        {shown.length === 0 ? (
          <p className="text-small text-fg-3">No permission of yours has this name.</p>
        ) : null}
      </div>
      {[...chosen].map((permission) => (
        <input key={permission} type="hidden" name="permission" value={permission} />
      ))}
      <ErrorLine>{error}</ErrorLine>
    </fieldset>
  )
}
