import { apiGet, apiPath } from '../api-client.ts'
import { askedOf, type ListFilter } from '../list-filter.ts'
import type { GatheredPage } from './run-each.ts'

/** Reads a list of the API page by page, as it is narrowed and sorted in the address. */
export const pageReader =
  <Output extends { readonly next: string | null }, Row>(
    path: `/api/${string}`,
    { scope, filter }: { readonly scope: string; readonly filter: ListFilter<string> },
    rowsOf: (page: Output) => readonly Row[],
  ) =>
  async (after: string | null): Promise<GatheredPage<Row>> => {
    const page = await apiGet<Output>(apiPath(path, { scope, ...askedOf({ ...filter, after }) }))
    return { rows: rowsOf(page), next: page.next }
  }
