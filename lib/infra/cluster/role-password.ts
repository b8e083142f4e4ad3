import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

/** The login roles of the installation, in the words of docs/architecture.md ("Tenancy"). */
export const LOGIN_ROLES = ['auth', 'owner', 'tenant', 'staff', 'engine', 'jobs', 'backup'] as const

/** One login role. */
export type LoginRole = (typeof LOGIN_ROLES)[number]

/** True for the name of one of our login roles. */
export const isLoginRole = (name: string): name is LoginRole => LOGIN_ROLES.some((role) => role === name)

const ITERATIONS = 4096

/**
 * The password of a login role: HMAC-SHA-256 of the installation's secret, 64 hex digits. Derived, so that every
 * machine with the same secret knows it and none has to be stored or copied.
 */
export const rolePassword = (secret: string, role: LoginRole): string =>
  createHmac('sha256', secret).update(`bailiwick/db-role/${role}`).digest('hex')

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/**
 * What Postgres stores for a password (RFC 5802 and 7677, `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`). Sent
 * in place of the password itself, which then can appear in no log of the server. The salt follows from the password,
 * so the same password gives the same text.
 */
export function scramVerifier(password: string): string {
  const salt = createHash('sha256').update(`bailiwick/db-salt/${password}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  const serverKey = hmac(salted, 'Server Key').toString('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}

/** The address `base` with another login; host, port, database and parameters stay. */
export function roleUrl(base: string, role: string, password: string): string {
  const url = new URL(base)
  url.username = role
  url.password = password
  return url.href
}

/** The address `base` with another database. */
export function databaseUrl(base: string, database: string): string {
  const url = new URL(base)
  url.pathname = `/${database}`
  return url.href
}
