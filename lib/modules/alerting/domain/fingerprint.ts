/** FNV-1a over UTF-16 code units, with Murmur3's finaliser: 32 bits. */
function hash32(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const hex = (bits: number): string => bits.toString(16).padStart(8, '0')

/** Sixteen hex digits that equal labels share. Not cryptographic: it tells apart the alerts of one rule. */
export function fingerprint(labels: Readonly<Record<string, string>>, tenantId: string | null): string {
  const parts = Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat()
  const text = [tenantId ?? '', ...parts].join('\ud800')
  return hex(hash32(text, 0x811c9dc5)) + hex(hash32(text, 0x5bd1e995))
}

/** A number from 0 to below `range` that stays the same for the same text: spreads rules of one interval over it. */
export const spread = (text: string, range: number): number => (hash32(text, 0x811c9dc5) / 2 ** 32) * range
