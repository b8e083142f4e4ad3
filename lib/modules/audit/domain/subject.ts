/** Whom a part of a payload tells about: the key of this subject seals it, and erasing the subject throws the key away. */
export type Subject =
  | { readonly kind: 'member'; readonly id: string }
  /** Somebody without an account, known by an e-mail address. */
  | { readonly kind: 'address'; readonly address: string }

/** The name of nobody: what tells about no person stands under it, until the owner of the chain is erased. */
export const CHAIN_REF = 'chain'

const spelling = (address: string): string => address.normalize('NFKC').trim().toLowerCase()

/** Every name that a subject may have in the tables: digests of addresses follow the secret of their time. */
export const subjectRefs = (
  subject: Subject,
  digests: (address: string) => readonly string[],
): readonly string[] =>
  subject.kind === 'member'
    ? [`member:${subject.id}`]
    : digests(spelling(subject.address)).map((digest) => `address:${digest}`)

/** The name of a subject in the tables; addresses stand there as a keyed digest only. `null` is no person. */
export function subjectRef(subject: Subject | null, digest: (address: string) => string): string {
  if (subject === null) return CHAIN_REF
  if (subject.kind === 'member') return `member:${subject.id}`
  return `address:${digest(spelling(subject.address))}`
}
