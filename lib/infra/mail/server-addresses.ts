import { isIP } from 'node:net'
import { RESOLVE_MS, resolveByDns, resolveByMachine } from '#lib/infra/http/outgoing/resolve.ts'

/**
 * Where the mail server of a URL is at this moment: every address that DNS or the hosts file gives, since which of the two the
 * mailer follows is its own affair. Empty when there is no server or nobody knows its name.
 */
export async function mailServerAddresses(url: string | undefined): Promise<readonly string[]> {
  if (url === undefined || !URL.canParse(url)) return []
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0) return [host]
  if (host === '') return []
  const signal = AbortSignal.timeout(RESOLVE_MS)
  const found = await Promise.allSettled([resolveByDns()(host, signal), resolveByMachine(host, signal)])
  return [...new Set(found.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])))]
}
