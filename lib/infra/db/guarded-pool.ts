import pg from 'pg'

type Release = (error?: Error | boolean) => void
type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void

/**
 * A pool that hands out only connections that are idle. A connection that came back in the middle of a transaction
 * would let its next user commit somebody else's work, so it is destroyed and another one is taken.
 */
export class GuardedPool extends pg.Pool {
  /** How many connections were destroyed because they came back inside a transaction. */
  dirtyConnections = 0

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    if (callback === undefined) return this.#idleClient()
    // pg's own signature, used by its query().
    this.#idleClient().then(
      (client) => callback(undefined, client, (error) => client.release(error)),
      (error: unknown) =>
        callback(error instanceof Error ? error : new Error(String(error)), undefined, () => undefined),
    )
  }

  async #idleClient(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await super.connect()
      const status = client.getTransactionStatus()
      if (status === null || status === 'I') return client
      this.dirtyConnections += 1
      client.release(new Error('the connection came back inside a transaction'))
    }
  }
}
