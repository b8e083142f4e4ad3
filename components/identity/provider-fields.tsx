'use client'
import type { ReactNode } from 'react'
import { TypedReach } from '#components/access/reach-note.tsx'
import type { FieldAttributes, TickAttributes } from '#components/forms/use-checked-form.ts'
import { useText } from '#components/language/use-text.ts'
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

/** The claim as it is typed, in every language. */
const GROUPS = 'groups'

/** Properties of `OidcFields`. */
export interface OidcFieldsProps extends SettingsProps {
  readonly scope: string
  /** The issuer as it is typed now. */
  readonly issuer: string
}

/** What an OpenID provider needs. */
export function OidcFields({ scope, issuer, field, check, isKnown }: OidcFieldsProps) {
  const t = useText('identity')
  const groupsClaim = field('settings.groupsClaim')
  return (
    <>
      <TextField
        label={t('field.issuer')}
        type="url"
        required
        autoComplete="off"
        help={<TypedReach scope={scope} use="provider" url={issuer} help={t('field.issuerHelp')} />}
        {...field('settings.issuer')}
      />
      <TextField label={t('field.client')} required autoComplete="off" {...field('settings.clientId')} />
      <TextField
        label={t(isKnown ? 'field.newSecret' : 'field.secret')}
        type="password"
        isOptional
        autoComplete="off"
        help={t(isKnown ? 'field.newSecretHelp' : 'field.secretHelp')}
        {...field('clientSecret')}
      />
      <More title={t('field.oidcMore')} isOpen={isKnown} faults={[groupsClaim.error]}>
        <TextField
          label={t('field.claim')}
          isOptional
          autoComplete="off"
          placeholder={GROUPS}
          help={t('field.claimHelp')}
          {...groupsClaim}
        />
        <Checkbox help={t('field.trustsEmailHelp')} {...check('settings.trustsEmail')}>
          {t('field.trustsEmail')}
        </Checkbox>
        <Checkbox help={t('field.trustsFactorHelp')} {...check('settings.trustsFactor')}>
          {t('field.trustsFactor')}
        </Checkbox>
      </More>
    </>
  )
}

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

const ATTRIBUTES = [
  {
    name: 'emailAttribute',
    usual: 'email',
    help: 'entraAndAdfs',
    attribute: `${CLAIMS}/emailaddress`,
  },
  {
    name: 'nameAttribute',
    usual: 'name',
    help: 'entraAndAdfs',
    attribute: `${CLAIMS}/name`,
  },
  {
    name: 'groupsAttribute',
    usual: 'groups',
    help: 'entra',
    attribute: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  },
] as const

/** What a SAML identity provider needs. */
export function SamlFields({ field, check, isKnown }: SettingsProps) {
  const t = useText('identity')
  return (
    <>
      <TextField label={t('field.entity')} required autoComplete="off" {...field('settings.entityId')} />
      <TextField
        label={t('field.sso')}
        type="url"
        required
        autoComplete="off"
        help={t('field.ssoHelp')}
        {...field('settings.ssoUrl')}
      />
      <TextAreaField
        label={t('field.certificates')}
        isCode
        required
        rows={isKnown ? 8 : 3}
        placeholder={t('field.certificatesLook')}
        help={t('field.certificatesHelp')}
        {...field('settings.certificates')}
      />
      <More
        title={t('field.samlMore')}
        isOpen={isKnown}
        faults={ATTRIBUTES.map(({ name }) => field(`settings.${name}`).error)}
      >
        {ATTRIBUTES.map(({ name, usual, help, attribute }) => (
          <TextField
            key={name}
            label={t(`field.${name}`)}
            isOptional
            autoComplete="off"
            placeholder={usual}
            help={t(`field.${help}`, { attribute })}
            {...field(`settings.${name}`)}
          />
        ))}
        <Checkbox help={t('field.signedHelp')} {...check('settings.wantsResponseSigned')}>
          {t('field.signed')}
        </Checkbox>
        <Checkbox help={t('field.trustsFactorHelp')} {...check('settings.trustsFactor')}>
          {t('field.trustsFactor')}
        </Checkbox>
      </More>
    </>
  )
}
