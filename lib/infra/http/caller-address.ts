import { isIP } from 'node:net'
import { unmapped } from '#lib/core/network.ts'
import type { IsTrusted } from '#lib/infra/config/trusted-proxies.ts'
import { onEveryRequest } from './every-request.ts'

/**
 * Where a request came from: the peer of its connection or, behind proxies of ours, what the outermost of them saw. Anybody
 * may send `X-Forwarded-For`; an entry counts only when one of ours has added it (MDN, "X-Forwarded-For", selecting an
 * address).
 */
export function callerAddress(peer: string, forwardedFor: string, isTrusted: IsTrusted): string {
  const seen = forwardedFor.split(',').map((entry) => unmapped(entry.trim()))
  let caller = unmapped(peer)
  for (let entry = seen.pop(); entry !== undefined && isTrusted(caller); entry = seen.pop()) {
    if (isIP(entry) === 0) break
    caller = entry
  }
  return caller
}

/**
 * From now on, every HTTP server of this process is given the caller's address as the only entry of `X-Forwarded-For`:
 * Next.js passes on what the caller sent there, and shows no connection to whoever answers. Returns what ends it.
 */
export const seeCallers = (isTrusted: IsTrusted): (() => void) =>
  onEveryRequest((request) => {
    const given = request.headers['x-forwarded-for'] ?? ''
    const peer = request.socket.remoteAddress ?? ''
    request.headers['x-forwarded-for'] = callerAddress(peer, String(given), isTrusted)
  })
