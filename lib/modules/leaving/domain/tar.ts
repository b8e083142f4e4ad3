/** Bytes of a header and of the unit in which files are padded (POSIX.1-1988 ustar). */
export const TAR_BLOCK = 512
/** What an octal size of eleven digits can say. */
const MAX_SIZE = 8 ** 11 - 1

/** A file in an archive. */
export interface TarEntry {
  readonly name: string
  readonly size: number
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`

/** The header of a regular file. Names of at most 100 ASCII characters; throws for what the format cannot hold. */
export function tarHeader({ name, size }: TarEntry, modifiedAt: Date): Uint8Array {
  if (!/^[\u0021-\u007e]{1,100}$/.test(name) || size > MAX_SIZE)
    throw new RangeError(`no tar entry: ${name}, ${size}`)
  const block = new Uint8Array(TAR_BLOCK)
  const put = (at: number, text: string): void => block.set(new TextEncoder().encode(text), at)
  put(0, name)
  put(100, octal(0o600, 7))
  put(108, octal(0, 7))
  put(116, octal(0, 7))
  put(124, octal(size, 11))
  put(136, octal(Math.floor(modifiedAt.getTime() / 1000), 11))
  put(148, ' '.repeat(8))
  put(156, '0')
  put(257, 'ustar')
  // The version behind the NUL that ends the name of the format.
  put(263, '00')
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return block
}

/** Bytes of padding after a file of this size. */
export const tarPadding = (size: number): number => (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK

/** Reads a header; null for the empty block that ends an archive. Throws when it is not one of ours. */
export function readTarHeader(block: Uint8Array): TarEntry | null {
  if (block.every((byte) => byte === 0)) return null
  const text = (from: number, to: number): string =>
    new TextDecoder('latin1').decode(block.subarray(from, to)).replace(/\0.*$/s, '')
  const told = Number.parseInt(text(148, 156).trim(), 8)
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (told !== sum || text(257, 262) !== 'ustar')
    throw new Error('this is no archive of ours: a header is damaged')
  return { name: text(0, 100), size: Number.parseInt(text(124, 136), 8) }
}
