export { createMailer, MailError, noMailer, type Mail, type Mailer, type MailReceipt } from './mailer.ts'
