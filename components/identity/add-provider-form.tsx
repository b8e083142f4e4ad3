'use client'
import { useMutation } from '@tanstack/react-query'
import { roleText } from '#components/access/role-word.ts'
import { faultsWith } from '#components/forms/faults-with.ts'
import { typedText } from '#components/forms/typed-text.ts'
import { useCheckedForm } from '#components/forms/use-checked-form.ts'
import { useText } from '#components/language/use-text.ts'
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
const KINDS = ['oidc', 'saml'] as const

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
  const t = useText('identity')
  const names = useText('roles')
  const { mutate, isPending } = useMutation({ ...createProvider(scope), onSuccess: onClose })
  const schema = async () => (await import('#lib/modules/identity/schemas.ts')).createProviderInput
  const { form, field, check, message, isBusy, methods } = useCheckedForm({
    values: BLANK,
    check: async (typed) => [
      ...mappingFaults(t, typed.mapping),
      ...(await faultsWith(schema, inputOf(typed))),
    ],
    send: (typed, answers) => mutate(inputOf(typed), answers),
    isSending: isPending,
    conflictField: 'name',
  })
  const settings = { field, check, isKnown: false }
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField
        label={t('field.name')}
        help={t('field.nameHelp')}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      <SelectField
        label={t('field.protocol')}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        {...field('kind')}
      />
      {methods.watch('kind') === 'saml' ? (
        <SamlFields {...settings} />
      ) : (
        <OidcFields scope={scope} issuer={methods.watch('settings.issuer')} {...settings} />
      )}
      <TextAreaField
        label={t('field.groups')}
        isCode
        isOptional
        placeholder={['staff', roles[0] ?? 'viewer'].join(' = ')}
        help={t('field.groupsHelp', { roles: roles.join(', ') })}
        {...field('mapping')}
      />
      <SelectField
        label={t('field.else')}
        options={[
          { value: NONE, label: t('field.notIn') },
          ...roles.map((role) => ({ value: role, label: roleText(names, role) })),
        ]}
        {...field('defaultRole')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('do.add')}
      </FormFoot>
    </form>
  )
}
