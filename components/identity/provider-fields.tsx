'use client'
import type { ReactNode } from 'react'
import { TypedReach } from '#components/access/reach-note.tsx'
import type { FieldAttributes, TickAttributes } from '#components/forms/use-checked-form.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { TextAreaField, TextField } from '#components/ui/field.tsx'
import type { SettingsField } from './provider-form.ts'

/** What the fields of a provider's settings take from their form. */
export interface SettingsProps {
  readonly field: (name: SettingsField) => FieldAttributes
  readonly check: (name: SettingsField) => TickAttributes
  /** True where settings are changed that there are already. */
  readonly isKnown: boolean
}

interface MoreProps {
  readonly title: string
  readonly isOpen: boolean
  /** What is wrong within: a fault is never folded away. */
  readonly faults: readonly (string | undefined)[]
  readonly children: ReactNode
}

function More({ title, isOpen, faults, children }: MoreProps) {
  return (
    <details open={isOpen || faults.some((fault) => fault !== undefined)}>
      <summary className="cursor-pointer text-small font-medium">{title}</summary>
      <div className="mt-3 flex flex-col gap-4">{children}</div>
    </details>
  )
}

const TRUSTS_FACTOR =
  'Members who showed it there (amr, acr or the authentication context say so) are not asked for one here.'

/** Properties of `OidcFields`. */
export interface OidcFieldsProps extends SettingsProps {
  readonly scope: string
  /** The issuer as it is typed now. */
  readonly issuer: string
}

/** What an OpenID provider needs. */
export function OidcFields({ scope, issuer, field, check, isKnown }: OidcFieldsProps) {
  const groupsClaim = field('settings.groupsClaim')
  return (
    <>
      <TextField
        label="Issuer"
        type="url"
        required
        autoComplete="off"
        help={
          <TypedReach
            scope={scope}
            use="provider"
            url={issuer}
            help="E.g. https://id.example.com, exactly as the provider writes it."
          />
        }
        {...field('settings.issuer')}
      />
      <TextField label="Client id" required autoComplete="off" {...field('settings.clientId')} />
      <TextField
        label={isKnown ? 'New client secret' : 'Client secret'}
        type="password"
        isOptional
        autoComplete="off"
        help={
          isKnown
            ? 'Leave it empty to keep the one that there is.'
            : 'Kept sealed and never shown again. Leave it out for a public client.'
        }
        {...field('clientSecret')}
      />
      <More title="Groups, addresses and factors" isOpen={isKnown} faults={[groupsClaim.error]}>
        <TextField
          label="Claim of groups"
          isOptional
          autoComplete="off"
          placeholder="groups"
          help="Asked for by the scope groups where the provider offers it."
          {...groupsClaim}
        />
        <Checkbox
          help="For providers that send no email_verified, such as Microsoft Entra ID. Only addresses of this scope’s proved domains count, with it or without."
          {...check('settings.trustsEmail')}
        >
          Take its addresses as verified
        </Checkbox>
        <Checkbox help={TRUSTS_FACTOR} {...check('settings.trustsFactor')}>
          Believe its second factor
        </Checkbox>
      </More>
    </>
  )
}

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

const ATTRIBUTES = [
  {
    name: 'settings.emailAttribute',
    label: 'Attribute of the e-mail address',
    usual: 'email',
    help: `Microsoft Entra ID and AD FS: ${CLAIMS}/emailaddress`,
  },
  {
    name: 'settings.nameAttribute',
    label: 'Attribute of the name',
    usual: 'name',
    help: `Microsoft Entra ID and AD FS: ${CLAIMS}/name`,
  },
  {
    name: 'settings.groupsAttribute',
    label: 'Attribute of groups',
    usual: 'groups',
    help: 'Microsoft Entra ID: http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  },
] as const

/** What a SAML identity provider needs. */
export function SamlFields({ field, check, isKnown }: SettingsProps) {
  return (
    <>
      <TextField
        label="Entity id of the provider"
        required
        autoComplete="off"
        {...field('settings.entityId')}
      />
      <TextField
        label="Sign-on address"
        type="url"
        required
        autoComplete="off"
        help="Of the HTTP-Redirect binding."
        {...field('settings.ssoUrl')}
      />
      <TextAreaField
        label="Signing certificates"
        isCode
        required
        rows={isKnown ? 8 : 3}
        placeholder="-----BEGIN CERTIFICATE-----"
        help="Up to five, one below the other: add the next one before the provider changes to it."
        {...field('settings.certificates')}
      />
      <More
        title="Attributes and signatures"
        isOpen={isKnown}
        faults={ATTRIBUTES.map(({ name }) => field(name).error)}
      >
        {ATTRIBUTES.map(({ name, label, usual, help }) => (
          <TextField
            key={name}
            label={label}
            isOptional
            autoComplete="off"
            placeholder={usual}
            help={help}
            {...field(name)}
          />
        ))}
        <Checkbox help="Assertions have to be signed always." {...check('settings.wantsResponseSigned')}>
          Want the whole response signed as well
        </Checkbox>
        <Checkbox help={TRUSTS_FACTOR} {...check('settings.trustsFactor')}>
          Believe its second factor
        </Checkbox>
      </More>
    </>
  )
}
