import { z } from 'zod'
import { CONTROL_IN_LINE } from '#lib/core/control-characters.ts'
import { PERMISSIONS, ROLES } from '#lib/core/permissions.ts'

/** One line of text for people, e.g. the name of `what`. */
export const line = (what: string, max = 100) =>
  z
    .string(`${what} is a text`)
    .trim()
    .min(1, `${what} needs at least one character`)
    .max(max, `${what} may have at most ${max} characters`)
    .refine((text) => !CONTROL_IN_LINE.test(text), 'control characters cannot be part of it')

/** An id in a path or a body. */
export const id = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')

/** An e-mail address, brought into the spelling in which it is stored. */
export const emailAddress = z
  .string('an e-mail address, e.g. ada@example.com')
  .normalize('NFKC')
  .trim()
  .toLowerCase()
  .max(254, 'an e-mail address has at most 254 characters')
  .pipe(z.email('an e-mail address, e.g. ada@example.com'))

/** A password as it was typed. Its length is judged where it is set, together with whose it is. */
export const typedPassword = z
  .string('a password')
  .min(1, 'type the password')
  .max(1024, 'a password has at most 256 characters')

/** Six digits of an authenticator app, or a recovery code. */
export const factorCode = z
  .string('six digits of the authenticator app, or a recovery code')
  .trim()
  .min(6, 'six digits of the authenticator app, or a recovery code')
  .max(40, 'six digits of the authenticator app, or a recovery code')

/** What stands behind the `#` of the link in a mail. */
export const linkToken = z
  .string('the token from the link in the mail')
  .min(1, 'the token from the link in the mail')
  .max(100, 'the token from the link in the mail')

/** A role of the access table. */
export const role = z.enum(ROLES, { error: `one of ${ROLES.join(', ')}` })

/** A permission of the access table. */
export const permission = z.enum(PERMISSIONS, {
  error: 'a permission of the access table, e.g. metrics:query',
})

/** A moment as it is sent and shown. */
export const time = z.iso.datetime('a UTC time, e.g. 2026-11-20T14:32:07Z')

/** A name of the IANA time zone database. */
export const timeZone = z
  .string('a time zone, e.g. Europe/Berlin')
  .max(60, 'a time zone, e.g. Europe/Berlin')
  .refine((name) => isTimeZone(name), 'a time zone of the IANA database, e.g. Europe/Berlin or UTC')

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** A scope as the `scope` parameter writes it. */
export const scopeParam = z.string()

/** The answer of a verb that has nothing to show but what it touched. */
export const touched = z.object({ id: z.string() })
/** The answer of a verb that has nothing to show but what it touched. */
export type Touched = z.infer<typeof touched>
