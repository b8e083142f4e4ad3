import { z } from 'zod'
import { KEY_SORTS } from '../domain/key-order.ts'
import { KEY_STANDINGS } from '../domain/key-standing.ts'
import { SOURCE_SORTS } from '../domain/source-order.ts'
import { SOURCE_STANDINGS } from '../domain/source-standing.ts'
import { id, line, permission, scopeParam, time } from './fields.ts'

/** The longest time for which a credential works beside its successor: a week. */
const LONGEST_OVERLAP_SECONDS = 7 * 86_400

/** Seconds for which the old credential works beside the new one. */
export const overlapSeconds = z
  .number('the overlap is a number of seconds, e.g. 86400 for a day')
  .int('the overlap is a whole number of seconds')
  .min(0, 'the overlap is at least 0 seconds: the old credential ends at once')
  .max(LONGEST_OVERLAP_SECONDS, `the overlap is at most ${LONGEST_OVERLAP_SECONDS} seconds, a week`)
  .default(0)

/** The credential before the last rotation, while it still works. */
const oldCredential = z.object({
  hint: z.string(),
  until: z.iso.datetime(),
  /** When it was last used after the rotation, to the minute; null when it was not. */
  lastUsedAt: z.iso.datetime().nullable(),
})

/** Input of `createApiKey`: a subset of one's own permissions in the scope of the request. */
export const createApiKeyInput = z.strictObject({
  name: line("the key's name").default('API key'),
  permissions: z
    .array(permission, 'a list of permissions, e.g. ["metrics:query"]')
    .min(1, 'name at least one permission')
    .max(100, 'at most 100 permissions'),
  expiresAt: time.optional(),
})
/** Input of `createApiKey`. */
export type CreateApiKeyInput = z.input<typeof createApiKeyInput>

/** An API key as pages and the API show it; `hint` is how people recognise it. */
export const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  scope: scopeParam,
  permissions: z.array(z.string()),
  /** Null for the console, and for a member whom this scope cannot see. */
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Address that last used it. */
  lastUsedAddress: z.string().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  rotatedAt: z.iso.datetime().nullable(),
  old: oldCredential.nullable(),
  /** True for a key of the reader, who alone may rotate it. */
  isOwn: z.boolean(),
})
/** An API key as pages and the API show it. */
export type ApiKeyView = z.infer<typeof apiKeyView>
/** Output of `createApiKey` and `rotateApiKey`: the credential is never shown again. */
export const createApiKeyOutput = z.object({ key: apiKeyView, credential: z.string() })
/** Output of `createApiKey` and `rotateApiKey`. */
export type CreateApiKeyOutput = z.infer<typeof createApiKeyOutput>
/** Where a page of a list begins, and how long it is. */
const place = {
  /** The `next` of the page before, in the same order. */
  after: id.optional(),
  limit: z.coerce.number('a number').int().min(1).max(200, 'at most 200 at once').optional(),
}
const format = z.enum(['csv', 'json'], 'csv or json').default('csv')
const keyFilter = {
  /** Part of the name, or of the characters by which a key is recognised. */
  text: line('what is looked for').optional(),
  sort: z.enum(KEY_SORTS, `one of ${KEY_SORTS.join(', ')}`).default('-created'),
}
/** Input of `listApiKeys`; without `limit` the list comes whole, up to 1,000 at once. */
export const listApiKeysInput = z.strictObject({ ...keyFilter, ...place })
/** Input of `listApiKeys`. */
export type ListApiKeysInput = z.input<typeof listApiKeysInput>
/** Input of `exportApiKeys`. */
export const exportApiKeysInput = z.strictObject({ ...keyFilter, format })
/** Input of `exportApiKeys`. */
export type ExportApiKeysInput = z.input<typeof exportApiKeysInput>
/** Output of `listApiKeys`. */
export const listApiKeysOutput = z.object({
  keys: z.array(apiKeyView),
  /** True where the list was asked for whole and has more than 1,000: the others come behind `next`. */
  more: z.boolean(),
  /** Of all that the reader may list in the scope, whatever the list is narrowed by. */
  counts: z.array(z.object({ standing: z.enum(KEY_STANDINGS), count: z.int() })),
  next: z.string().nullable(),
  total: z.int(),
})
/** Output of `listApiKeys`. */
export type ListApiKeysOutput = z.infer<typeof listApiKeysOutput>

/** Input of `revokeApiKey` and `endOldApiKey`. */
export const revokeApiKeyInput = z.strictObject({ keyId: id })
/** Input of `revokeApiKey` and `endOldApiKey`. */
export type RevokeApiKeyInput = z.input<typeof revokeApiKeyInput>

/** The body of a rotation. */
export const rotationInput = z.strictObject({ overlapSeconds })
/** Input of `rotateApiKey`: by default the old credential ends at once, and the new one is good for as long as the old one was. */
export const rotateApiKeyInput = z.strictObject({ keyId: id, overlapSeconds })
/** Input of `rotateApiKey`. */
export type RotateApiKeyInput = z.input<typeof rotateApiKeyInput>

/** The limits under which a source sends. */
export const sourcePlan = z.enum(['standard', 'unlimited'], { error: 'either standard or unlimited' })

const labelName = z
  .string('a label name, e.g. tenant')
  .max(100, 'a label name has at most 100 characters')
  .regex(/^(?!__)[A-Za-z_]\w*$/, 'a label name: letters, digits and _, not beginning with a digit or __')

/** Input of `createSource`. The scope of the request, a platform or a tenant, is fixed in its credential. */
export const createSourceInput = z.strictObject({
  name: line("the source's name").default('Source'),
  plan: sourcePlan.default('standard'),
  /** For a source of a platform: the label whose value names the tenant, by name or id. */
  tenantLabel: labelName.optional(),
  /** When it ends by itself; without it, it does not. */
  expiresAt: time.optional(),
})
/** Input of `createSource`. */
export type CreateSourceInput = z.input<typeof createSourceInput>

/** A source as pages and the API show it. */
export const sourceView = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  scope: scopeParam,
  plan: sourcePlan,
  tenantLabel: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** When it ends by itself; null for never. */
  expiresAt: z.iso.datetime().nullable(),
  /** When it last sent something, to the minute; null while it waits for its first samples. */
  lastUsedAt: z.iso.datetime().nullable(),
  /** Address that last used it. */
  lastUsedAddress: z.string().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  rotatedAt: z.iso.datetime().nullable(),
  old: oldCredential.nullable(),
})
/** A source as pages and the API show it. */
export type SourceView = z.infer<typeof sourceView>
/** Output of `createSource` and `rotateSource`: the credential is never shown again. */
export const sourceWithCredential = z.object({ source: sourceView, credential: z.string() })
/** Output of `createSource` and `rotateSource`. */
export type SourceWithCredential = z.infer<typeof sourceWithCredential>
const sourceFilter = {
  /** Part of the name. */
  text: line('what is looked for').optional(),
  sort: z.enum(SOURCE_SORTS, `one of ${SOURCE_SORTS.join(', ')}`).default('-created'),
}
/** Input of `listSources`; without `limit` the list comes whole, up to 10,000 at once. */
export const listSourcesInput = z.strictObject({ ...sourceFilter, ...place })
/** Input of `listSources`. */
export type ListSourcesInput = z.input<typeof listSourcesInput>
/** Input of `exportSources`. */
export const exportSourcesInput = z.strictObject({ ...sourceFilter, format })
/** Input of `exportSources`. */
export type ExportSourcesInput = z.input<typeof exportSourcesInput>
/** Output of `listSources`. */
export const listSourcesOutput = z.object({
  sources: z.array(sourceView),
  /** True where the list was asked for whole and has more than 10,000: the others come behind `next`. */
  more: z.boolean(),
  /** Of the scope, whatever the list is narrowed by. */
  counts: z.array(z.object({ standing: z.enum(SOURCE_STANDINGS), count: z.int() })),
  next: z.string().nullable(),
  total: z.int(),
})
/** Output of `listSources`. */
export type ListSourcesOutput = z.infer<typeof listSourcesOutput>

/** Input of `revokeSource` and `endOldSource`. */
export const sourceRef = z.strictObject({ sourceId: id })
/** Input of `revokeSource` and `endOldSource`. */
export type SourceRef = z.input<typeof sourceRef>
/** Input of `rotateSource`: by default the old credential ends at once. */
export const rotateSourceInput = z.strictObject({ sourceId: id, overlapSeconds })
/** Input of `rotateSource`. */
export type RotateSourceInput = z.input<typeof rotateSourceInput>

const seconds = (what: string, max: number) =>
  z
    .number(`${what} is a number of seconds`)
    .int(`${what} is a whole number of seconds`)
    .min(1, `${what} is at least 1 second`)
    .max(max, `${what} is at most ${max} seconds`)

/** Input of `createScrapeTarget`: an address that the engine asks for metrics in the text format. */
export const createScrapeTargetInput = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'an address, e.g. https://db.example.com:9187/metrics' })
      .max(2048, 'an address has at most 2048 characters'),
    job: line('the job label', 200),
    intervalSeconds: seconds('the interval', 3600).default(15),
    timeoutSeconds: seconds('the timeout', 60).default(10),
    labels: z
      .record(
        labelName,
        z.string('a label value is a text').max(1024, 'a label value has at most 1024 characters'),
      )
      .refine((labels) => Object.keys(labels).length <= 20, 'at most 20 labels')
      .default({}),
  })
  .refine(({ intervalSeconds, timeoutSeconds }) => timeoutSeconds <= intervalSeconds, {
    path: ['timeoutSeconds'],
    error: 'the timeout cannot be longer than the interval',
  })
/** Input of `createScrapeTarget`. */
export type CreateScrapeTargetInput = z.input<typeof createScrapeTargetInput>

/** A scrape target as pages and the API show it. */
export const scrapeTargetView = z.object({
  id: z.string(),
  url: z.string(),
  job: z.string(),
  scope: scopeParam,
  intervalSeconds: z.number(),
  timeoutSeconds: z.number(),
  labels: z.record(z.string(), z.string()),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
})
/** A scrape target as pages and the API show it. */
export type ScrapeTargetView = z.infer<typeof scrapeTargetView>
/** Output of `listScrapeTargets`. */
export const listScrapeTargetsOutput = z.object({ targets: z.array(scrapeTargetView) })
/** Output of `listScrapeTargets`. */
export type ListScrapeTargetsOutput = z.infer<typeof listScrapeTargetsOutput>

/** Input of `removeScrapeTarget`. */
export const scrapeTargetRef = z.strictObject({ targetId: id })
/** Input of `removeScrapeTarget`. */
export type ScrapeTargetRef = z.input<typeof scrapeTargetRef>
