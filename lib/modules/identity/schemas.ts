import { z } from 'zod'
import { ROLES } from '#lib/core/permissions.ts'
import { normalizeEmail } from '#lib/modules/access/domain/email.ts'
import { normalizeDomain } from './domain/email-domain.ts'
import { PROVIDER_KINDS } from './domain/provider.ts'

const id = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')
const time = z.iso.datetime()
const role = z.enum(ROLES, { error: `one of ${ROLES.join(', ')}` })
const emailAddress = z
  .string('an e-mail address, e.g. ada@example.com')
  .max(254, 'an e-mail address has at most 254 characters')
  .transform((text) => normalizeEmail(text))
  .pipe(z.email('an e-mail address, e.g. ada@example.com'))

/** One line of text without control characters. */
const line = (what: string, most = 100) =>
  z
    .string(`${what} is a text`)
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'control characters cannot be part of it')
    .trim()
    .min(1, `${what} is missing`)
    .max(most, `${what} has at most ${most} characters`)

const address = (what: string) =>
  z
    .string(`${what}, e.g. https://id.example.com`)
    .trim()
    .max(500, `${what} has at most 500 characters`)
    .refine(
      (text) => isAddress(text),
      `${what}: an address that begins with https://, without user name and #`,
    )

function isAddress(text: string): boolean {
  if (!URL.canParse(text) || /[\u0000-\u0020\u007f]/.test(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === ''
}

const claimName = (what: string) => line(what, 200)

/** What an OpenID provider needs. */
export const oidcSettings = z.strictObject({
  /** The issuer, exactly as the provider writes it in its tokens. */
  issuer: address('the issuer'),
  clientId: line('the client id', 200),
  /** Claim with the list of groups. */
  groupsClaim: claimName('the claim of groups').default('groups'),
  /** True to take every address of the provider as verified: Entra ID says it of none. The scope's domains still bind it. */
  trustsEmail: z.boolean('either true or false').default(false),
  /** True to believe the provider that a second factor was shown (`amr`). */
  trustsFactor: z.boolean('either true or false').default(false),
})
/** What an OpenID provider needs. */
export type OidcSettings = z.infer<typeof oidcSettings>

const CERTIFICATE = /^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----$/

/** What a SAML identity provider needs. */
export const samlSettings = z.strictObject({
  /** The provider's own entity id, exactly as it stands in its responses. */
  entityId: line('the entity id', 500),
  ssoUrl: address('the sign-on address'),
  certificates: z
    .array(
      z
        .string('a certificate as PEM')
        .trim()
        .max(20_000, 'a certificate has at most 20,000 characters')
        .regex(
          CERTIFICATE,
          'a certificate as PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
        ),
    )
    .min(1, 'at least one certificate')
    .max(5, 'at most five certificates'),
  emailAttribute: claimName('the attribute of the e-mail address').default('email'),
  nameAttribute: claimName('the attribute of the name').default('name'),
  groupsAttribute: claimName('the attribute of groups').default('groups'),
  wantsResponseSigned: z.boolean('either true or false').default(false),
  /** True to believe the provider that a second factor was shown (authentication context). */
  trustsFactor: z.boolean('either true or false').default(false),
})
/** What a SAML identity provider needs. */
export type SamlSettings = z.infer<typeof samlSettings>

const mapping = z
  .array(z.strictObject({ group: line('a group', 300), role }), 'a list of group and role')
  .max(100, 'at most 100 groups')
const clientSecret = line('the client secret', 500)

const common = {
  name: line('the provider'),
  mapping: mapping.default([]),
  defaultRole: role.nullable().default(null),
}

/** Input of `createProvider`: what it needs depends on its kind. */
export const createProviderInput = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('oidc'),
      ...common,
      settings: oidcSettings,
      clientSecret: clientSecret.optional(),
    }),
    z.strictObject({ kind: z.literal('saml'), ...common, settings: samlSettings }),
  ],
  `kind: one of ${PROVIDER_KINDS.join(', ')}`,
)
/** Input of `createProvider`. */
export type CreateProviderInput = z.input<typeof createProviderInput>

/** What of a provider can be changed; what is left out stays. The settings are replaced as a whole. */
export const providerChange = z.strictObject({
  name: common.name.optional(),
  state: z.enum(['active', 'paused'], 'either active or paused').optional(),
  settings: z.union([oidcSettings, samlSettings], 'the settings of its kind').optional(),
  clientSecret: clientSecret.optional(),
  mapping: mapping.optional(),
  defaultRole: role.nullable().optional(),
})
/** What of a provider can be changed. */
export type ProviderChange = z.input<typeof providerChange>

/** Input of verbs about one provider. */
export const providerRef = z.strictObject({ providerId: id })
/** Input of verbs about one provider. */
export type ProviderRef = z.input<typeof providerRef>

/** A provider as admins see it; its secret is never shown. */
export const providerView = z.object({
  id: z.string(),
  kind: z.enum(PROVIDER_KINDS),
  name: z.string(),
  state: z.string(),
  settings: z.union([oidcSettings, samlSettings]),
  hasClientSecret: z.boolean(),
  mapping: z.array(z.object({ group: z.string(), role: z.string() })),
  defaultRole: z.string().nullable(),
  /** The end of the role of whoever wrote its settings last: then it lets nobody in until somebody whose role lasts saves them. Null: that role lasts. */
  makerUntil: time.nullable(),
  addresses: z.object({
    redirectUri: z.string(),
    acsUrl: z.string(),
    entityId: z.string(),
    startUrl: z.string(),
  }),
  accounts: z.number().int(),
  createdAt: time,
  updatedAt: time,
})
/** A provider as admins see it. */
export type ProviderView = z.infer<typeof providerView>

/** Output of `checkProvider`: one line per thing that was looked at. */
export const checkProviderOutput = z.object({
  isUsable: z.boolean(),
  findings: z.array(z.object({ isGood: z.boolean(), what: z.string() })),
})
/** Output of `checkProvider`. */
export type CheckProviderOutput = z.infer<typeof checkProviderOutput>

/** Input of `claimDomain`. */
export const claimDomainInput = z.strictObject({
  domain: z
    .string('a domain, e.g. example.com')
    .max(253, 'a domain has at most 253 characters')
    .transform((text) => normalizeDomain(text) ?? '')
    .refine((domain) => domain !== '', 'a domain, e.g. example.com, without @ and without a path'),
})
/** Input of `claimDomain`. */
export type ClaimDomainInput = z.input<typeof claimDomainInput>
/** Input of verbs about one domain. */
export const domainRef = z.strictObject({ domainId: id })
/** Input of verbs about one domain. */
export type DomainRef = z.input<typeof domainRef>
/** A domain of e-mail addresses, and the DNS record that proves it. */
export const domainView = z.object({
  id: z.string(),
  domain: z.string(),
  recordName: z.string(),
  recordValue: z.string(),
  createdAt: time,
  verifiedAt: time.nullable(),
})
/** A domain of e-mail addresses. */
export type DomainView = z.infer<typeof domainView>

/** Input of `setSignInPolicy`; what is left out stays. */
export const signInPolicyInput = z.strictObject({
  requireFactor: z.boolean('either true or false').optional(),
  signOnOnly: z.boolean('either true or false').optional(),
  /** What the scope stops asking of itself, whoever says so: from above, a false lifts only what was required from there. */
  stopAsking: z
    .array(
      z.enum(['requireFactor', 'signOnOnly'], 'either requireFactor or signOnOnly'),
      'a list of requireFactor and signOnOnly',
    )
    .max(2, 'each at most once')
    .optional(),
})
/** Input of `setSignInPolicy`. */
export type SignInPolicyInput = z.input<typeof signInPolicyInput>
const scopeAbove = z.enum(['operator', 'platform', 'tenant']).nullable()
/** The sign-in policy of one scope, what scopes above it ask for, and the widest of them that does; null for none. */
export const signInPolicyView = z.object({
  requireFactor: z.boolean(),
  signOnOnly: z.boolean(),
  fromAbove: z.object({ requireFactor: z.boolean(), signOnOnly: z.boolean() }),
  requiredBy: z.object({ requireFactor: scopeAbove, signOnOnly: scopeAbove }),
  /** What the scope asks for itself, whoever requires it beside. */
  asked: z.object({ requireFactor: z.boolean(), signOnOnly: z.boolean() }),
  /** The scope above by which the reader acts here: what they set is that scope's requirement. Null: they act by this one. */
  actsFrom: scopeAbove,
})
/** The sign-in policy of one scope. */
export type SignInPolicyView = z.infer<typeof signInPolicyView>

/** Output of `listSignOn`: everything of the page Sign-on. */
export const listSignOnOutput = z.object({
  providers: z.array(providerView),
  domains: z.array(domainView),
  policy: signInPolicyView,
})
/** Output of `listSignOn`. */
export type ListSignOnOutput = z.infer<typeof listSignOnOutput>

/** Input of `findSignOn`. */
export const findSignOnInput = z.strictObject({ email: emailAddress })
/** Input of `findSignOn`. */
export type FindSignOnInput = z.input<typeof findSignOnInput>
/** A provider as somebody sees it who did not sign in. */
const signOnChoice = z.object({ id: z.string(), name: z.string() })
/** Output of `findSignOn`: the active providers of the domain, whoever the address belongs to. */
export const findSignOnOutput = z.object({ providers: z.array(signOnChoice) })
/** Output of `findSignOn`. */
export type FindSignOnOutput = z.infer<typeof findSignOnOutput>

/** The body of a request to `startSignOn`: the page to go to afterwards. */
export const startSignOnBody = z.strictObject({
  target: z.string('a page').max(2000, 'a page has at most 2,000 characters').default('/'),
})
/** Input of `startSignOn`: the provider, and the page to go to afterwards. */
export const startSignOnInput = startSignOnBody.extend({ providerId: id })
/** Input of `startSignOn`. */
export type StartSignOnInput = z.input<typeof startSignOnInput>
