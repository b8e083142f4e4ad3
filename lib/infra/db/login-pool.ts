import pg from 'pg'
import { config } from '#lib/infra/config/index.ts'
import { isLoginRole, rolePassword, roleUrl } from '#lib/infra/cluster/role-password.ts'

/** What Postgres answers to a wrong password. */
const WRONG_PASSWORD = '28P01'

type Release = (error?: Error | boolean) => void
type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void

/**
 * The same address with the other passwords that it may have: those of our roles follow from the secret, and while that is
 * being replaced nobody can say which of the two the database has at this moment.
 */
export function otherLogins(url: string): string[] {
  const { BAILIWICK_SECRET: secret, BAILIWICK_SECRET_PREVIOUS: second } = config()
  const role = new URL(url).username
  if (second === undefined || !isLoginRole(role)) return []
  return [secret, second].flatMap((one) => {
    const other = one === undefined ? url : roleUrl(url, role, rolePassword(one, role))
    return other === url ? [] : [other]
  })
}

/** True for the refusal of a password. */
export const isWrongPassword = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === WRONG_PASSWORD

/** A pool whose login survives the replacement of the secret: a password that is refused is tried as the other one. */
export class LoginPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    if (callback === undefined) return this.take()
    // pg's own signature, used by its query().
    this.take().then(
      (client) => callback(undefined, client, (error) => client.release(error)),
      (error: unknown) =>
        callback(error instanceof Error ? error : new Error(String(error)), undefined, () => undefined),
    )
  }

  /** Takes a connection. */
  protected async take(): Promise<pg.PoolClient> {
    const { connectionString: tried = '' } = this.options
    try {
      return await super.connect()
    } catch (error) {
      const [other] = isWrongPassword(error) ? otherLogins(tried) : []
      if (other === undefined) throw error
      // Another caller may have gone over to the other one meanwhile.
      if (this.options.connectionString === tried) this.options.connectionString = other
      return await super.connect()
    }
  }
}
