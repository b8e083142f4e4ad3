import { keepTyped } from './kept-text.ts'
import { SIGN_IN_PATH } from './navigation.ts'

/** Leads to the sign-in page, and back to this one afterwards; what was typed here and not sent waits meanwhile. */
export function signInAgain(): void {
  if (location.pathname === SIGN_IN_PATH) return
  keepTyped(true)
  location.assign(`${SIGN_IN_PATH}?callbackUrl=${encodeURIComponent(location.pathname + location.search)}`)
}
