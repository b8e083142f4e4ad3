'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { roleWord } from '#components/access/role-word.ts'
import { textOf } from '#components/access/text-of.ts'
import { remainingMessage, faultOf } from '#components/shell/api-problem.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { isRole, type Role } from '#lib/core/permissions.ts'
import type { CreateProviderInput } from '#lib/modules/identity/schemas.ts'
import { createProvider } from './api/create-provider.ts'
import { parseGroupLines } from './group-lines.ts'
import { OidcFields, SamlFields } from './provider-fields.tsx'
import { oidcSettingsOf, samlSettingsOf, SETTINGS_FIELDS, type ProviderKind } from './provider-form.ts'

const NONE = 'none'
const KINDS = [
  { value: 'oidc', label: 'OpenID Connect' },
  { value: 'saml', label: 'SAML 2.0' },
]
const FIELDS = ['name', 'defaultRole', ...SETTINGS_FIELDS]

/** What the form says, or why it cannot be sent. */
function inputOf(form: FormData, kind: ProviderKind): CreateProviderInput | string {
  const mapping = parseGroupLines(textOf(form, 'mapping') ?? '')
  if (typeof mapping === 'string') return mapping
  const role = textOf(form, 'defaultRole') ?? NONE
  const common = {
    name: textOf(form, 'name') ?? '',
    mapping: [...mapping],
    defaultRole: isRole(role) ? role : null,
  }
  if (kind === 'saml') return { kind, ...common, settings: samlSettingsOf(form) }
  return { kind, ...common, settings: oidcSettingsOf(form), clientSecret: textOf(form, 'clientSecret') }
}

/** Properties of `ProviderDialog`. */
export interface ProviderDialogProps {
  readonly scope: string
  /** Roles that groups can give here. */
  readonly roles: readonly Role[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Adds an identity provider. */
export function ProviderDialog({ scope, roles, isOpen, onClose }: ProviderDialogProps) {
  const [kind, setKind] = useState<ProviderKind>('oidc')
  const [fault, setFault] = useState<string>()
  const { mutate, error, isPending, reset } = useMutation({ ...createProvider(scope), onSuccess: onClose })
  const close = () => {
    reset()
    setFault(undefined)
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const input = inputOf(new FormData(event.currentTarget), kind)
    setFault(typeof input === 'string' ? input : undefined)
    if (typeof input !== 'string' && !isPending) mutate(input)
  }
  const problem = (field: string) => faultOf(error, field)
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Add an identity provider">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          name="name"
          label="Name"
          help="Members read it on the button: Continue with …"
          required
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={problem('name')}
        />
        <SelectField
          name="kind"
          label="Protocol"
          options={KINDS}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value === 'saml' ? 'saml' : 'oidc')}
        />
        {kind === 'oidc' ? <OidcFields scope={scope} problem={problem} /> : <SamlFields problem={problem} />}
        <RoleFields roles={roles} fault={fault} error={problem('defaultRole')} />
        <ErrorLine>{remainingMessage(error, FIELDS)}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Add provider
        </FormFoot>
      </form>
    </Dialog>
  )
}

/** Which groups give which role, and what everybody else has. */
function RoleFields({
  roles,
  fault,
  error,
}: {
  roles: readonly Role[]
  fault: string | undefined
  error: string | undefined
}) {
  return (
    <>
      <TextAreaField
        name="mapping"
        label="Groups and roles"
        isCode
        isOptional
        placeholder={`staff = ${roles[0] ?? 'viewer'}`}
        help={`One line for each group: group = role. Roles here: ${roles.join(', ')}.`}
        error={fault}
      />
      <SelectField
        name="defaultRole"
        label="Whoever is in none of them"
        defaultValue={NONE}
        options={[
          { value: NONE, label: 'Is not let in' },
          ...roles.map((role) => ({ value: role, label: roleWord(role) })),
        ]}
        error={error}
      />
    </>
  )
}
