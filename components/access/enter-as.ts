import { leadingBackTo } from '#components/shell/own-path.ts'
import { postSignIn, type SignInFields } from './post-sign-in.ts'

/**
 * Signs in whoever has just set a password, and leads to the second factor and from there to `target`. When that does
 * not work, the sign-in page takes over: the account is there.
 */
export async function enterAs(fields: SignInFields, target: string): Promise<void> {
  const isIn = await postSignIn(fields).then(
    ({ kind }) => kind === 'done',
    () => false,
  )
  location.assign(leadingBackTo(target, isIn ? '/enrol' : '/sign-in'))
}
