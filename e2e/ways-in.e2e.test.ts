// The ways in: a password with its second factor and what can be amiss there, a passkey, links by mail.
import { links } from './suites/links.ts'
import { passkeys } from './suites/passkeys.ts'
import { signIn } from './suites/sign-in.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ signIn, passkeys, links })
