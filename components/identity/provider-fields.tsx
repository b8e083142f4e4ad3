'use client'
import { TypedReach } from '#components/access/reach-note.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { TextAreaField, TextField } from '#components/ui/field.tsx'
import type { OidcSettings, SamlSettings } from '#lib/modules/identity/schemas.ts'
import { certificateText } from './provider-form.ts'
import { useState, type ReactNode } from 'react'

/** What is wrong with a field, by its name in the API. */
export type FieldProblem = (field: string) => string | undefined

function More({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen}>
      <summary className="cursor-pointer text-small font-medium">{title}</summary>
      <div className="mt-3 flex flex-col gap-4">{children}</div>
    </details>
  )
}

const TRUSTS_FACTOR =
  'Members who showed it there (amr, acr or the authentication context say so) are not asked for one here.'

/** What an OpenID provider needs; `known` are the settings that there are already. */
export function OidcFields({
  scope,
  known,
  problem,
}: {
  scope: string
  known?: OidcSettings
  problem: FieldProblem
}) {
  const [issuer, setIssuer] = useState(known?.issuer ?? '')
  return (
    <>
      <TextField
        name="issuer"
        label="Issuer"
        type="url"
        required
        autoComplete="off"
        defaultValue={known?.issuer}
        onChange={({ target }) => setIssuer(target.value)}
        help={
          <TypedReach
            scope={scope}
            use="provider"
            url={issuer}
            help="E.g. https://id.example.com, exactly as the provider writes it."
          />
        }
        error={problem('settings.issuer')}
      />
      <TextField
        name="clientId"
        label="Client id"
        required
        autoComplete="off"
        defaultValue={known?.clientId}
        error={problem('settings.clientId')}
      />
      <TextField
        name="clientSecret"
        label={known === undefined ? 'Client secret' : 'New client secret'}
        type="password"
        isOptional
        autoComplete="off"
        help={
          known === undefined
            ? 'Kept sealed and never shown again. Leave it out for a public client.'
            : 'Leave it empty to keep the one that there is.'
        }
        error={problem('clientSecret')}
      />
      <More title="Groups, addresses and factors" isOpen={known !== undefined}>
        <TextField
          name="groupsClaim"
          label="Claim of groups"
          isOptional
          autoComplete="off"
          placeholder="groups"
          defaultValue={known?.groupsClaim}
          help="Asked for by the scope groups where the provider offers it."
          error={problem('settings.groupsClaim')}
        />
        <Checkbox
          name="trustsEmail"
          defaultChecked={known?.trustsEmail}
          help="For providers that send no email_verified, such as Microsoft Entra ID. Only addresses of this scope’s proved domains count, with it or without."
        >
          Take its addresses as verified
        </Checkbox>
        <Checkbox name="trustsFactor" defaultChecked={known?.trustsFactor} help={TRUSTS_FACTOR}>
          Believe its second factor
        </Checkbox>
      </More>
    </>
  )
}

/** What a SAML identity provider needs; `known` are the settings that there are already. */
export function SamlFields({ known, problem }: { known?: SamlSettings; problem: FieldProblem }) {
  return (
    <>
      <TextField
        name="entityId"
        label="Entity id of the provider"
        required
        autoComplete="off"
        defaultValue={known?.entityId}
        error={problem('settings.entityId')}
      />
      <TextField
        name="ssoUrl"
        label="Sign-on address"
        type="url"
        required
        autoComplete="off"
        defaultValue={known?.ssoUrl}
        help="Of the HTTP-Redirect binding."
        error={problem('settings.ssoUrl')}
      />
      <TextAreaField
        name="certificate"
        label="Signing certificates"
        isCode
        required
        rows={known === undefined ? 3 : 8}
        placeholder="-----BEGIN CERTIFICATE-----"
        defaultValue={known === undefined ? undefined : certificateText(known.certificates)}
        help="Up to five, one below the other: add the next one before the provider changes to it."
        error={problem('settings.certificates') ?? problem('settings.certificates.0')}
      />
      <More title="Attributes and signatures" isOpen={known !== undefined}>
        <SamlAttributes known={known} problem={problem} />
        <Checkbox
          name="wantsResponseSigned"
          defaultChecked={known?.wantsResponseSigned}
          help="Assertions have to be signed always."
        >
          Want the whole response signed as well
        </Checkbox>
        <Checkbox name="trustsFactor" defaultChecked={known?.trustsFactor} help={TRUSTS_FACTOR}>
          Believe its second factor
        </Checkbox>
      </More>
    </>
  )
}

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

const ATTRIBUTES = [
  {
    name: 'emailAttribute',
    label: 'Attribute of the e-mail address',
    usual: 'email',
    help: `Microsoft Entra ID and AD FS: ${CLAIMS}/emailaddress`,
  },
  {
    name: 'nameAttribute',
    label: 'Attribute of the name',
    usual: 'name',
    help: `Microsoft Entra ID and AD FS: ${CLAIMS}/name`,
  },
  {
    name: 'groupsAttribute',
    label: 'Attribute of groups',
    usual: 'groups',
    help: 'Microsoft Entra ID: http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  },
] as const

function SamlAttributes({ known, problem }: { known: SamlSettings | undefined; problem: FieldProblem }) {
  return ATTRIBUTES.map(({ name, label, usual, help }) => (
    <TextField
      key={name}
      name={name}
      label={label}
      isOptional
      autoComplete="off"
      placeholder={usual}
      defaultValue={known?.[name]}
      help={help}
      error={problem(`settings.${name}`)}
    />
  ))
}
