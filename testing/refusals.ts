import { newCredential } from '#lib/infra/auth/credential.ts'

/** Where the doors of the tests are. */
export const ORIGIN = 'http://localhost:3000'

/** One way to be refused at a door. */
export interface Refusal {
  readonly what: string
  readonly ask: (from: Readonly<Record<string, string>>) => Promise<unknown>
  readonly status?: number
  readonly kind: string
  /** Whose event it is; the operator's unless it says so. */
  readonly isOfTenant?: boolean
}

/** A credential that nobody has. */
export const bearer = (): Record<string, string> => ({ authorization: `Bearer ${newCredential('live')}` })
/** What a page of another site sends. */
export const foreign = { origin: 'https://evil.example', 'content-type': 'application/json' }

/** A request to a door. */
export const request = (path: string, headers: Record<string, string>, init: RequestInit = {}): Request =>
  new Request(`${ORIGIN}${path}`, { ...init, headers })
