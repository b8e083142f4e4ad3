import type { Role } from '#lib/core/permissions.ts'

/** The one role that no group gives. */
export const OPERATOR_ADMIN_ROLE: Role = 'operator_admin'

/** Protocols of identity providers. */
export const PROVIDER_KINDS = ['oidc', 'saml'] as const

/** A group of the provider, by the name or id that it sends, and the role that its members have. */
export interface Mapping {
  readonly group: string
  readonly role: string
}

/** A line of the mapping as it is kept: with the moment at which somebody said it; without one, before that was noted. */
export interface KeptMapping extends Mapping {
  readonly setAt?: string
}

/** Addresses of this installation that are typed in at an identity provider. */
export interface OwnAddresses {
  /** Where an OpenID provider sends people back. */
  readonly redirectUri: string
  /** Where a SAML provider posts its response (assertion consumer service). */
  readonly acsUrl: string
  /** The entity id of this installation at this provider; its metadata is found there. */
  readonly entityId: string
  /** Where members begin. */
  readonly startUrl: string
}

/** The addresses that belong to one provider: each has its own, so that an answer of another one is seen to be wrong. */
export function ownAddresses(publicUrl: string, providerId: string): OwnAddresses {
  const base = `${publicUrl}/api/sso/${providerId}`
  return {
    redirectUri: `${base}/callback`,
    acsUrl: `${base}/acs`,
    entityId: `${base}/metadata`,
    startUrl: `${publicUrl}/sign-in/${providerId}`,
  }
}
