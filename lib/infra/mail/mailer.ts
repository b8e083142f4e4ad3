import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { MailError, mailErrorOf } from './errors.ts'
import { checkMail, type Mail } from './message.ts'

/** Where mail goes and as whom. */
export interface MailerOptions {
  /** `smtp://` or `smtps://`, with login if need be; `noMailer` is for an installation without. */
  readonly url: string
  /** Sender, e.g. `Bailiwick <bailiwick@example.com>`. */
  readonly from: string
  /** Milliseconds for one message, waiting for a free connection included; 30 s unless said otherwise. */
  readonly totalMs?: number
  /** Milliseconds of silence after which a connection is given up; 15 s unless said otherwise. */
  readonly silenceMs?: number
}

/** What the mail server answered. */
export interface SentMail {
  /** The header as it was sent, in angle brackets. */
  readonly messageId: string
  /** The last line of the server, e.g. `250 2.0.0 Ok: queued as 4F2A`. */
  readonly response: string
}

/** A way to send e-mail. */
export interface Mailer {
  /**
   * Hands one message to the mail server. Throws MailError; its `fault` says whether the message may have left and
   * whether to try again.
   */
  send(mail: Mail): Promise<SentMail>
  /** Ends the connections; messages under way are finished first. */
  close(): void
}

const TOTAL_MS = 30_000
const SILENCE_MS = 15_000
const CONNECT_MS = 5000
/** Connections to the mail server at once. */
const MAX_CONNECTIONS = 4

/** The mailer of an installation without a mail server: its refusal says what to set. */
export const noMailer = (): Mailer => ({
  async send(mail) {
    checkMail(mail)
    return await Promise.reject(
      new MailError(
        'not_configured',
        'E-mail is not set up: set SMTP_URL, e.g. smtp://user:password@mail.example.com:587.',
      ),
    )
  },
  close: () => undefined,
})

const bareAddress = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

async function compose(from: string, mail: Mail): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: [{ name: '', address: mail.to }], // as parts: nothing parses it again
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    messageId: `<${mail.messageId}>`,
    // No out-of-office reply to a machine (RFC 3834, and what Exchange understands).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...mail.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return await composer.compile().build()
}

/** Makes the mailer of this process: a few connections that are kept open, limits on every wait. */
export function createMailer(options: MailerOptions): Mailer {
  const { url, from, totalMs = TOTAL_MS, silenceMs = SILENCE_MS } = options
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    maxRequeues: 2,
    dnsTimeout: 2000,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      checkMail(mail)
      const content = Readable.from([await compose(from, mail)], { objectMode: false })
      let isHandedOver = false
      content.once('end', () => {
        isHandedOver = true
      })
      try {
        const { response } = await transport.sendMail({
          raw: content,
          envelope: { from: bareAddress(from), to: [mail.to] },
          signal: AbortSignal.timeout(totalMs),
        })
        return { messageId: `<${mail.messageId}>`, response }
      } catch (error) {
        throw mailErrorOf(error, isHandedOver)
      }
    },
    close() {
      transport.close()
    },
  }
}
