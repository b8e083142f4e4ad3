'use client'
import { useMutation } from '@tanstack/react-query'
import { roleWord } from '#components/access/role-word.ts'
import { faultsWith } from '#components/forms/faults-with.ts'
import { typedText } from '#components/forms/typed-text.ts'
import { useCheckedForm } from '#components/forms/use-checked-form.ts'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { isRole, type Role } from '#lib/core/roles.ts'
import type { CreateProviderInput } from '#lib/modules/identity/schemas.ts'
import { createProvider } from './api/create-provider.ts'
import { mappingFaults, mappingOf } from './group-lines.ts'
import { OidcFields, SamlFields } from './provider-fields.tsx'
import {
  oidcSettingsOf,
  samlSettingsOf,
  typedSettings,
  type ProviderKind,
  type TypedSettings,
} from './provider-form.ts'

const NONE = 'none'
const KINDS = [
  { value: 'oidc', label: 'OpenID Connect' },
  { value: 'saml', label: 'SAML 2.0' },
]

interface TypedProvider {
  readonly name: string
  readonly kind: ProviderKind
  readonly settings: TypedSettings
  readonly clientSecret: string
  readonly mapping: string
  readonly defaultRole: string
}

const BLANK: TypedProvider = {
  name: '',
  kind: 'oidc',
  settings: typedSettings(),
  clientSecret: '',
  mapping: '',
  defaultRole: NONE,
}

function inputOf({ kind, name, settings, ...typed }: TypedProvider): CreateProviderInput {
  const common = {
    name,
    mapping: mappingOf(typed.mapping),
    defaultRole: isRole(typed.defaultRole) ? typed.defaultRole : null,
  }
  if (kind === 'saml') return { kind, ...common, settings: samlSettingsOf(settings) }
  return { kind, ...common, settings: oidcSettingsOf(settings), clientSecret: typedText(typed.clientSecret) }
}

/** Properties of `AddProviderForm`. */
export interface AddProviderFormProps {
  readonly scope: string
  /** Roles that groups can give here. */
  readonly roles: readonly Role[]
  readonly onClose: () => void
}

/** Asks for an identity provider; fetched when its dialog is opened. */
export function AddProviderForm({ scope, roles, onClose }: AddProviderFormProps) {
  const { mutate, isPending } = useMutation({ ...createProvider(scope), onSuccess: onClose })
  const schema = async () => (await import('#lib/modules/identity/schemas.ts')).createProviderInput
  const { form, field, check, message, isBusy, methods } = useCheckedForm({
    values: BLANK,
    check: async (typed) => [...mappingFaults(typed.mapping), ...(await faultsWith(schema, inputOf(typed)))],
    send: (typed, answers) => mutate(inputOf(typed), answers),
    isSending: isPending,
    conflictField: 'name',
  })
  const settings = { field, check, isKnown: false }
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField
        label="Name"
        help="Members read it on the button: Continue with …"
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      <SelectField label="Protocol" options={KINDS} {...field('kind')} />
      {methods.watch('kind') === 'saml' ? (
        <SamlFields {...settings} />
      ) : (
        <OidcFields scope={scope} issuer={methods.watch('settings.issuer')} {...settings} />
      )}
      <TextAreaField
        label="Groups and roles"
        isCode
        isOptional
        placeholder={`staff = ${roles[0] ?? 'viewer'}`}
        help={`One line for each group: group = role. Roles here: ${roles.join(', ')}.`}
        {...field('mapping')}
      />
      <SelectField
        label="Whoever is in none of them"
        options={[
          { value: NONE, label: 'Is not let in' },
          ...roles.map((role) => ({ value: role, label: roleWord(role) })),
        ]}
        {...field('defaultRole')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Add provider
      </FormFoot>
    </form>
  )
}
