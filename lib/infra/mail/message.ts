import { MailError } from './errors.ts'

/** One e-mail to one person. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** `local@domain`, the same on every try, so that a mailbox can recognise a repetition. */
  readonly messageId: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * `local@domain` without quotes, comments, lists or white space. Stricter than RFC 5322 on purpose: an address parser
 * that understands more has sent mail to others than the caller checked.
 */
const ADDRESS = /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]{1,190}$/u
const MESSAGE_ID = /^[\w.+-]{1,128}@[\w.-]{1,128}$/
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,60}$/
const CONTROL = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/
/** Longer ones are cut by servers, or refused. */
const MAX_LINE = 900

/** Headers that the mailer sets itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'sender',
  'reply-to',
  'return-path',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
])

/** True for text that is one address of one person. */
export const isMailAddress = (text: string): boolean => ADDRESS.test(text) && !CONTROL.test(text)

const faulty = (field: string, problem: string): MailError => new MailError('invalid', `${field}: ${problem}`)

function checkLine(field: string, text: string): void {
  if (CONTROL.test(text)) throw faulty(field, 'has no line breaks or other control characters')
  if (text.length > MAX_LINE) throw faulty(field, `has at most ${MAX_LINE} characters`)
}

function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name))
      throw faulty('headers', `${JSON.stringify(name.slice(0, 60))} is not a header name`)
    if (OWN_HEADERS.has(name.toLowerCase())) throw faulty(`headers.${name}`, 'is set by the mailer itself')
    checkLine(`headers.${name}`, value)
  }
}

/** Throws MailError (`invalid`) naming the field that would change the message into another one, e.g. by a line break. */
export function checkMail(mail: Mail): void {
  if (!isMailAddress(mail.to)) throw faulty('to', 'is one address, e.g. ada@example.com')
  if (!MESSAGE_ID.test(mail.messageId))
    throw faulty('messageId', 'is local@domain in letters, digits, dots and dashes')
  checkLine('subject', mail.subject)
  checkHeaders(mail.headers ?? {})
}
