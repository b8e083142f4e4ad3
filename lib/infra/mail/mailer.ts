import nodemailer from 'nodemailer'

/** One message to one person. */
export interface Mail {
  /** The address alone, without a name. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Without angle brackets, e.g. `<delivery id>@bailiwick`: the same on every attempt, so that receivers can tell repeats. */
  readonly messageId: string
  /** Further headers, e.g. `X-Bailiwick-Incident`. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What the server answered when it took a message. */
export interface MailReceipt {
  readonly messageId: string
  readonly response: string
}

/** Sends mail. `send` rejects with a MailError when the server did not take the message. */
export interface Mailer {
  send(mail: Mail): Promise<MailReceipt>
  /** Asks the server whether it would take mail from us. */
  verify(): Promise<void>
  close(): void
}

/** Why a message was not taken, and whether trying again can help. */
export class MailError extends Error {
  override readonly name = 'MailError'
  /** False when the server refused for good (SMTP 5xx) or the message itself is faulty. */
  readonly isRetryable: boolean

  constructor(message: string, isRetryable: boolean, cause?: unknown) {
    super(message, { cause })
    this.isRetryable = isRetryable
  }
}

/** How long the server may take for each part of the conversation. */
const TIMEOUTS = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000, dnsTimeout: 5000 }

// Control characters in a header begin a new one; RFC 5322 allows none.
const UNSAFE = /[\u0000-\u001F\u007F]/

function refuseInjection(mail: Mail): void {
  const headers = Object.entries(mail.headers ?? {}).flat()
  const faulty = [mail.to, mail.subject, mail.messageId, ...headers].find((text) => UNSAFE.test(text))
  if (faulty !== undefined) throw new MailError('a header of the message contains a control character', false)
  if (!/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(mail.to))
    throw new MailError(`${mail.to.slice(0, 100)} is not one address`, false)
}

/** Nodemailer's error as ours; codes of RFC 5321: 4xx is temporary, 5xx is final. */
function explain(error: unknown): MailError {
  if (error instanceof MailError) return error
  if (!(error instanceof Error)) return new MailError('the mail server gave no reason', true, error)
  const code =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined
  return new MailError(error.message, code === undefined || code < 500, error)
}

/** Opens a mailer on an SMTP address (`smtp://user:password@host:587`, `smtps://…`). Connections are kept and shared. */
export function createMailer(settings: { readonly url: string; readonly from: string }): Mailer {
  const transport = nodemailer.createTransport({
    url: settings.url,
    pool: true,
    maxConnections: 4,
    maxMessages: 100,
    ...TIMEOUTS,
  })
  return {
    async send(mail) {
      refuseInjection(mail)
      try {
        const info = await transport.sendMail({
          from: settings.from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<${mail.messageId}>`,
          headers: { ...mail.headers },
          // Nothing in a message of ours is read from a file or fetched.
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { messageId: info.messageId, response: info.response }
      } catch (error) {
        throw explain(error)
      }
    },
    async verify() {
      try {
        await transport.verify()
      } catch (error) {
        throw explain(error)
      }
    },
    close: () => transport.close(),
  }
}

/** The mailer of an installation without SMTP: refuses every message and names the setting. */
export function noMailer(): Mailer {
  const refuse = async (): Promise<never> =>
    await Promise.reject(
      new MailError('no mail server is set: set SMTP_URL, e.g. smtp://user:password@mail.example:587', false),
    )
  return { send: refuse, verify: refuse, close: () => undefined }
}
