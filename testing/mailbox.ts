import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A message as it arrived, with the time of its arrival. */
export interface Received {
  readonly at: number
  readonly to: string
  readonly mail: Email
}

/** A real SMTP server on loopback that keeps what it is given. */
export interface Mailbox {
  readonly url: string
  readonly received: readonly Received[]
  /** Waits for the first message that matches; throws with what there is when none comes in time. */
  waitFor(matches: (message: Received) => boolean, limitMs?: number): Promise<Received>
  close(): Promise<void>
}

/** Starts a mailbox on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const at = Date.now()
        const to = session.envelope.rcptTo[0]?.address ?? ''
        PostalMime.parse(Buffer.concat(chunks)).then(
          (mail) => {
            received.push({ at, to, mail })
            done()
          },
          (error: unknown) => done(error instanceof Error ? error : new Error('not a message')),
        )
      })
    },
  })
  server.on('error', () => undefined)
  const listening = Promise.withResolvers<number>()
  const listener = server.listen(0, '127.0.0.1', () => {
    const address = listener.address()
    listening.resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
  return {
    url: `smtp://127.0.0.1:${await listening.promise}`,
    received,
    async waitFor(matches, limitMs = 30_000) {
      const limit = performance.now() + limitMs
      for (;;) {
        const found = received.find(matches)
        if (found !== undefined) return found
        if (performance.now() > limit) {
          throw new Error(
            `no such mail within ${limitMs} ms; there are: ${received.map(({ to, mail }) => `${to}: ${mail.subject}`).join(' | ')}`,
          )
        }
        await sleep(50)
      }
    },
    async close() {
      const closed = Promise.withResolvers<boolean>()
      server.close(() => closed.resolve(true))
      await closed.promise
    },
  }
}
