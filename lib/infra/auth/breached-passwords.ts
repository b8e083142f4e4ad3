/** The list that is shipped: passwords found in public breaches, most frequent first, in lower case. */
let list: Promise<ReadonlySet<string>> | undefined

/**
 * The passwords that anybody who guesses tries first, in lower case. Nothing is asked of the network: the list is part of
 * the installation, and it is read once, when the first password is chosen.
 */
export async function breachedPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  )
  return await list
}
