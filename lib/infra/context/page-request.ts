import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { cache } from 'react'
import { isNew, noteFailure } from './note-failure.ts'
import { runtime } from './runtime.ts'

/** The id of the request that a page is made for: layout, page and their contexts have the same. */
export const pageRequestId = cache((): string => randomUUID())

/** A page, a layout or a part of them whose failure stands in the log under the id that the page shows instead. */
export function withRequestId<A extends readonly unknown[], T>(
  make: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  return async (...args) => {
    try {
      return await make(...args)
    } catch (error) {
      if (!isNew(error)) throw error
      const asked = (await headers()).get('x-path') ?? ''
      const [path = ''] = asked.split('?') // what somebody searched for is nobody's business here
      noteFailure(error, { requestId: pageRequestId(), path, log: runtime().log })
      throw error
    }
  }
}
