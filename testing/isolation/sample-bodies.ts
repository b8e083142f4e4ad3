/** The form of what a browser makes; nobody asked for it. */
export const MADE_PASSKEY = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
}
/** The form of what a passkey signs; nobody asked for it. */
export const SHOWN_PASSKEY = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
}
const SAML_SETTINGS = {
  entityId: 'https://id.example.com/matrix',
  ssoUrl: 'https://id.example.com/sso',
  certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  emailAttribute: 'email',
  nameAttribute: 'name',
  groupsAttribute: 'groups',
  wantsResponseSigned: false,
  trustsFactor: false,
}

/** Bodies of other kinds than those of ROUTE_CASES, for fields that those have not. */
export const OTHER_BODIES: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'POST /api/v1/me/step-up': [{ passkey: SHOWN_PASSKEY }],
  'POST /api/v1/sign-in/link': [{ token: 'none', passkey: SHOWN_PASSKEY }],
  'POST /api/v1/sign-in/password': [{ token: 'none', password: 'none', passkey: SHOWN_PASSKEY }],
  'POST /api/v1/identity-providers': [{ kind: 'saml', name: 'matrix', settings: SAML_SETTINGS }],
  'PATCH /api/v1/identity-providers/{providerId}': [
    { settings: { issuer: 'https://id.example.com', clientId: 'matrix' } },
    { settings: SAML_SETTINGS },
    { mapping: [{ group: 'matrix', role: 'tenant_viewer' }] },
  ],
}
