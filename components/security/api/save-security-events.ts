import { apiPath } from '#components/shell/api-client.ts'
import { readProblem, unreachable } from '#components/shell/api-problem.ts'
import type { SecurityFilter } from './security-events-query.ts'

/** Asks for the events that the filters leave as a file, and saves it. Throws `ApiProblem`. */
export async function saveSecurityEvents(
  scope: string,
  { kind, severity, address }: SecurityFilter,
  format: 'csv' | 'json',
): Promise<void> {
  const wanted = Object.entries({ kind, severity, address }).filter(([, value]) => value !== '')
  const path = apiPath('/api/v1/security/events/export', { scope })
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...Object.fromEntries(wanted), format }),
    credentials: 'same-origin',
  }).catch(() => {
    throw unreachable(true)
  })
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null)
    throw readProblem(response.status, body, response.headers)
  }
  const url = URL.createObjectURL(await response.blob())
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = Object.assign(document.createElement('a'), { href: url, download: name ?? `events.${format}` })
  link.click()
  URL.revokeObjectURL(url)
}
