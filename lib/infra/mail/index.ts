export { MailError } from './errors.ts'
export { createMailer, noMailer, type Mailer } from './mailer.ts'
export { type Mail } from './message.ts'
export { mailServerAddresses } from './server-addresses.ts'
