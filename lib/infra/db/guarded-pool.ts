import type pg from 'pg'
import { LoginPool } from './login-pool.ts'

/**
 * A pool that hands out only connections that are idle. A connection that came back in the middle of a transaction
 * would let its next user commit somebody else's work, so it is destroyed and another one is taken.
 */
export class GuardedPool extends LoginPool {
  /** How many connections were destroyed because they came back inside a transaction. */
  dirtyConnections = 0

  protected override async take(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await super.take()
      const status = client.getTransactionStatus()
      if (status === null || status === 'I') return client
      this.dirtyConnections += 1
      client.release(new Error('the connection came back inside a transaction'))
    }
  }
}
