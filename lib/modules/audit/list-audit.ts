import { invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { auditKeyring } from './audit-crypto.ts'
import { needsPayload, passes } from './domain/entry-filter.ts'
import { findEntries, type EntryFilter, type ListPlace } from './repository.ts'
import { listAuditInput, type AuditEntryView, type ListAuditInput, type ListAuditOutput } from './schemas.ts'
import { toEntryView } from './views.ts'

/** Entries that are opened for one answer: a search in sealed payloads goes on from where it stopped. */
const MAX_OPENED = 4000
const BATCH = 500

/**
 * Lists audit entries that the scope can see, newest first. Names, addresses and details are sealed in the database, so
 * a search in them opens entry after entry; after 4,000 it answers with what it found and the place to go on from.
 */
export async function listAudit(ctx: RequestContext, input: ListAuditInput): Promise<ListAuditOutput> {
  authorize(ctx, 'audit:read')
  const { before, cursor, limit, from, to, actor, address, text, ...exact } = parseInput(
    listAuditInput,
    input,
  )
  const sealed = { actor, address, text }
  const until = [before, to].flatMap((one) => (one === undefined ? [] : [new Date(one)]))
  const filter: EntryFilter = {
    ...exact,
    from: from === undefined ? undefined : new Date(from),
    to: until.toSorted((a, b) => a.getTime() - b.getTime())[0],
  }
  const batch = needsPayload(sealed) ? BATCH : limit
  const found: AuditEntryView[] = []
  let place = cursor === undefined ? null : readCursor(cursor)
  for (let opened = 0; opened < MAX_OPENED; opened += batch) {
    const after = place
    const rows = await ctx.db.read(
      async (tx) => await findEntries(tx, auditKeyring(), { filter, after, limit: batch }),
    )
    for (const row of rows) {
      place = row
      const view = toEntryView(row)
      if (passes(view, sealed)) found.push(view)
      if (found.length === limit)
        return answer(found, rows.at(-1) === row && rows.length < batch ? null : place)
    }
    if (rows.length < batch) return answer(found, null)
    if (!needsPayload(sealed)) break
  }
  return answer(found, place)
}

/** `next` is the older form of the cursor: the moment of the last entry. */
const answer = (entries: AuditEntryView[], place: ListPlace | null): ListAuditOutput => ({
  entries,
  next: place?.at.toISOString() ?? null,
  nextCursor: place === null ? null : `${place.at.toISOString()}~${place.chain}~${place.seq}`,
})

/** Reads the cursor that an answer gave. */
function readCursor(text: string): ListPlace {
  const [at, chain, seq, ...rest] = text.split('~')
  const isCursor =
    at !== undefined &&
    !Number.isNaN(Date.parse(at)) &&
    chain !== undefined &&
    seq !== undefined &&
    /^\d{1,18}$/.test(seq) &&
    rest.length === 0
  if (!isCursor) throw invalidField('cursor', 'send the nextCursor of the answer before, unchanged')
  return { at: new Date(at), chain, seq: BigInt(seq) }
}
