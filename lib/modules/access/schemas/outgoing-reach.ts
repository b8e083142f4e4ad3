import { z } from 'zod'

/** What calls an address: it decides whose address it counts as, and whether plain http will do. */
export const outgoingUse = z.enum(
  ['scrape', 'webhook', 'witness', 'provider'],
  'one of scrape, webhook, witness, provider',
)
/** What calls an address. */
export type OutgoingUse = z.infer<typeof outgoingUse>

/** Input of `checkOutgoing`. */
export const checkOutgoingInput = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'an address, e.g. https://db.example.com:9187/metrics' })
    .max(2048, 'an address has at most 2048 characters'),
  use: outgoingUse,
})
/** Input of `checkOutgoing`. */
export type CheckOutgoingInput = z.input<typeof checkOutgoingInput>

/** Whether an address may be called as it stands. */
export const outgoingReach = z.object({
  /** `unknown`: its name leads nowhere at this moment, or nowhere that the reader may be told of. */
  reach: z.enum(['public', 'allowed', 'refused', 'unknown']),
  /** One sentence for people. */
  words: z.string(),
  /** The entry of the list that opens it; null for the settings of the installation, and where none is needed. */
  entryId: z.string().nullable(),
  /** True where an entry of the list would open it. */
  canBeAllowed: z.boolean(),
})
/** Whether an address may be called as it stands. */
export type OutgoingReach = z.infer<typeof outgoingReach>

/** Something saved that calls an address. */
export const outgoingUseView = outgoingReach.extend({
  id: z.string(),
  use: outgoingUse,
  /** As people know it: the job of a scrape, whose webhook, the name of a provider. */
  name: z.string(),
  /** Host and port: what follows in an address may be secret. */
  address: z.string(),
})
/** Something saved that calls an address. */
export type OutgoingUseView = z.infer<typeof outgoingUseView>

/** Output of `listOutgoingUses`. */
export const listOutgoingUsesOutput = z.object({ uses: z.array(outgoingUseView) })
/** Output of `listOutgoingUses`. */
export type ListOutgoingUsesOutput = z.infer<typeof listOutgoingUsesOutput>
