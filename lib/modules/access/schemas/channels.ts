import { z } from 'zod'
import { overlapSeconds } from './credentials.ts'
import { emailAddress, id, line } from './fields.ts'

const webhookUrl = z
  .url({ protocol: /^https?$/, error: 'an address, e.g. https://example.com/hooks/bailiwick' })
  .max(2048, 'an address has at most 2048 characters')
  .refine(
    (text) => !URL.canParse(text) || new URL(text).username === '',
    'leave user name and password out of the address',
  )

/** Input of `addChannel`: a further way to reach oneself. */
export const addChannelInput = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('email'), target: emailAddress }),
    z.strictObject({ kind: z.literal('webhook'), target: webhookUrl }),
  ],
  { error: 'kind is either email or webhook' },
)
/** Input of `addChannel`. */
export type AddChannelInput = z.input<typeof addChannelInput>

/** A channel as pages and the API show it. */
export const channelView = z.object({
  id: z.string(),
  kind: z.enum(['email', 'webhook']),
  target: z.string(),
  enabled: z.boolean(),
  /** Why it was switched off, a sentence. */
  disabled: z.string().nullable(),
  createdAt: z.iso.datetime(),
  testedAt: z.iso.datetime().nullable(),
  /** Until when the secret before the last rotation signs beside the new one. */
  oldSecretUntil: z.iso.datetime().nullable(),
})
/** A channel as pages and the API show it. */
export type ChannelView = z.infer<typeof channelView>
/** Output of `addChannel`: for a webhook its signing secret (Standard Webhooks), which is never shown again. */
export const addChannelOutput = z.object({ channel: channelView, secret: z.string().nullable() })
/** Output of `addChannel`. */
export type AddChannelOutput = z.infer<typeof addChannelOutput>
/** Output of `listChannels`: the member's own address is always one of the ways, and cannot be removed. */
export const listChannelsOutput = z.object({ email: z.string(), channels: z.array(channelView) })
/** Output of `listChannels`. */
export type ListChannelsOutput = z.infer<typeof listChannelsOutput>

/** Input of `removeChannel` and `testChannel`. */
export const channelRef = z.strictObject({ channelId: id })
/** Input of `removeChannel` and `testChannel`. */
export type ChannelRef = z.input<typeof channelRef>

/** Input of `rotateChannel`: by default the old secret ends at once. */
export const rotateChannelInput = z.strictObject({ channelId: id, overlapSeconds })
/** Input of `rotateChannel`. */
export type RotateChannelInput = z.input<typeof rotateChannelInput>

/** Input of `allowOutgoing`: a private range that may be called, for one platform or (without id) for all. */
export const allowOutgoingInput = z.strictObject({
  cidr: z
    .string('a range, e.g. 10.1.0.0/16 or fd00:1::/48')
    .trim()
    .max(50, 'a range, e.g. 10.1.0.0/16 or fd00:1::/48')
    .regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/, 'a range, e.g. 10.1.0.0/16 or fd00:1::/48'),
  port: z
    .number('a port, e.g. 9100')
    .int('a port is a whole number')
    .min(1, 'a port lies between 1 and 65535')
    .max(65_535, 'a port lies between 1 and 65535'),
  reason: line('the reason', 300),
  platformId: id.optional(),
})
/** Input of `allowOutgoing`. */
export type AllowOutgoingInput = z.input<typeof allowOutgoingInput>

/** An entry of the list of allowed private addresses. */
export const outgoingAllowView = z.object({
  id: z.string(),
  cidr: z.string(),
  port: z.number(),
  reason: z.string(),
  platformId: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
/** An entry of the list of allowed private addresses. */
export type OutgoingAllowView = z.infer<typeof outgoingAllowView>
const listedOutgoingAllow = outgoingAllowView.extend({
  /** What the settings close of it (OUTGOING_DENY), the whole or a part; null where it opens all that it says. */
  closed: z.object({ by: z.string(), isWhole: z.boolean() }).nullable(),
})
/** An entry of the list, and what of it the settings close. */
export type ListedOutgoingAllow = z.infer<typeof listedOutgoingAllow>
/** Output of `listOutgoingAllow`. */
export const listOutgoingAllowOutput = z.object({ entries: z.array(listedOutgoingAllow) })
/** Output of `listOutgoingAllow`. */
export type ListOutgoingAllowOutput = z.infer<typeof listOutgoingAllowOutput>

/** Input of `removeOutgoingAllow`. */
export const outgoingAllowRef = z.strictObject({ entryId: id })
/** Input of `removeOutgoingAllow`. */
export type OutgoingAllowRef = z.input<typeof outgoingAllowRef>
