/** How somebody can come in: by something of ours, or by the word of an identity provider. */
export const SIGN_IN_WAYS = ['password', 'passkey', 'link', 'oidc', 'saml'] as const

/** One of the ways in. */
export type SignInWay = (typeof SIGN_IN_WAYS)[number]

/** True for a text that names a way in. */
export const isSignInWay = (text: string): text is SignInWay => SIGN_IN_WAYS.some((way) => way === text)
