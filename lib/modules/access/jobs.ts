import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/index.ts'

/** Sends the mail of an invitation; `prepareInvitationMail` says what stands in it, or that it is not wanted any more. */
export const invitationSend = defineJob({
  name: 'invitation.send',
  queue: 'general',
  schema: z.strictObject({ invitationId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 10 },
  timeoutSeconds: 60,
  idempotencyKey: ({ invitationId }) => `invitation-${invitationId}`,
})

/** Mails the owner of a key that ends in `days` days; `prepareKeyWarning` says what stands in it. */
export const apikeyWarn = defineJob({
  name: 'apikey.warn',
  queue: 'general',
  schema: z.strictObject({ keyId: z.uuid(), days: z.int() }),
  retry: { attempts: 8, backoffSeconds: 10 },
  timeoutSeconds: 60,
  idempotencyKey: ({ keyId, days }) => `apikey-${keyId}-${days}`,
})

/** Looks for keys that end soon. */
export const apikeySweep = defineJob({
  name: 'apikey.sweep',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 1, backoffSeconds: 60 },
  timeoutSeconds: 60,
  idempotencyKey: ({ slot }) => `apikey-sweep-${slot}`,
})

/** Tells of roles that end soon, and puts the end of roles on record. */
export const roleSweep = defineJob({
  name: 'role.sweep',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 1, backoffSeconds: 60 },
  timeoutSeconds: 60,
  idempotencyKey: ({ slot }) => `role-sweep-${slot}`,
})

/** Sends a test notice through one channel of a member. */
export const channelTest = defineJob({
  name: 'channel.test',
  queue: 'general',
  schema: z.strictObject({ channelId: z.uuid(), memberId: z.uuid() }),
  retry: { attempts: 1, backoffSeconds: 10 },
  timeoutSeconds: 60,
  idempotencyKey: ({ channelId }) => `channel-${channelId}`,
})

/** Records the end of views as a tenant that are over without anybody having left them. */
export const viewAsClose = defineJob({
  name: 'view-as.close',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 1, backoffSeconds: 60 },
  timeoutSeconds: 60,
  idempotencyKey: ({ slot }) => `view-as-close-${slot}`,
})

/** Mails a member what happened to the own account. */
export const accountNoticeSend = defineJob({
  name: 'account-notice.send',
  queue: 'general',
  schema: z.strictObject({ noticeId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 10 },
  timeoutSeconds: 60,
  idempotencyKey: ({ noticeId }) => `account-notice-${noticeId}`,
})

/** Mails all operator admins that somebody's access was recovered on the machine. */
export const accessRecovered = defineJob({
  name: 'access.recovered',
  queue: 'general',
  schema: z.strictObject({ memberId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 10 },
  timeoutSeconds: 60,
  idempotencyKey: ({ memberId }) => `access-recovered-${memberId}`,
})
