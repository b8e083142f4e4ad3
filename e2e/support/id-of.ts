import { z } from 'zod'
import type { Person } from './person.ts'
import { until } from './until.ts'

const listed = (what: string) =>
  z.object({ [what]: z.array(z.object({ id: z.string(), name: z.string().optional() })) })

/** An id of the list `what` as somebody reads it, the first one or that of `name`, as soon as there is one. */
export async function idOf(
  reader: Person,
  what: string,
  { scope, name }: { readonly scope?: string; readonly name?: string } = {},
): Promise<string> {
  return await until(`${what} of ${scope ?? 'the widest scope'}`, async () => {
    const options = scope === undefined ? {} : { scope }
    const { [what]: rows = [] } = await reader.must(listed(what), 'GET', `/api/v1/${what}`, options)
    return rows.find((row) => name === undefined || row.name === name)?.id
  })
}
