import type { Text } from '#components/language/use-text.ts'

/** Systems by what their browsers say of themselves, the narrower first: Android says Linux too, an iPhone Mac. */
const SYSTEMS = [
  [/iPhone/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android/, 'android'],
  [/Windows/, 'windows'],
  [/Mac OS X/, 'mac'],
  [/Linux/, 'linux'],
] as const

/** A name for a passkey that this device is about to keep; its owner may choose another. */
export const suggestedName = (t: Text<'factors'>, userAgent: string = navigator.userAgent): string =>
  t(`passkeyName.${SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other'}`)
