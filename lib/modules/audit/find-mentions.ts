import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { allEntries } from './all-entries.ts'
import { mentions } from './domain/mentions.ts'
import type { StoredEntry } from './domain/record.ts'
import type { NamedPart } from './erasure-repository.ts'

/** Finds parts of payloads in which one of these words stands, reading every entry of the scope once. */
export async function findMentions(ctx: RequestContext, words: readonly string[]): Promise<NamedPart[]> {
  authorize(ctx, 'audit:read')
  if (words.length === 0) return []
  const found: NamedPart[] = []
  for await (const entry of allEntries(ctx)) found.push(...partsThatMention(entry, words))
  return found
}

function partsThatMention(entry: StoredEntry, words: readonly string[]): NamedPart[] {
  const { payload, chain, seq, platformId, tenantId } = entry
  const parts =
    payload.form === 'whole'
      ? ([['whole', payload.whole]] as const)
      : ([
          ['actor', payload.actor],
          ['about', payload.about],
        ] as const)
  return parts
    .filter(([, part]) => typeof part === 'object' && mentions(part.value, words))
    .map(([part]) => ({ chain, seq, part, platformId, tenantId }))
}
