import { isRecord } from '#lib/core/unsafe.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { allEntries } from './all-entries.ts'
import type { PayloadPart, StoredEntry } from './domain/record.ts'

const nameIn = (part: PayloadPart): string[] =>
  typeof part === 'object' && isRecord(part.value) && typeof part.value['name'] === 'string'
    ? [part.value['name']]
    : []

/** What an entry calls a member who acted in it, or whom it was about. */
function namesOf(entry: StoredEntry, memberId: string): string[] {
  const { actorKind, actorId, targetKind, targetId, payload } = entry
  if (payload.form === 'whole') return []
  return [
    ...(actorKind === 'member' && actorId === memberId ? nameIn(payload.actor) : []),
    ...(targetKind === 'member' && targetId === memberId ? nameIn(payload.about) : []),
  ]
}

/** Every name under which members stand in the chains of the scope, former ones too; reads every entry once. */
export async function findNames(
  ctx: RequestContext,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map(memberIds.map((id): [string, Set<string>] => [id, new Set()]))
  for await (const entry of allEntries(ctx))
    for (const id of [entry.actorId, entry.targetId])
      for (const name of namesOf(entry, id)) found.get(id)?.add(name)
  return new Map([...found].map(([id, names]) => [id, [...names]]))
}
