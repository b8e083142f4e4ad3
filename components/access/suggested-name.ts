/** Systems by what their browsers say of themselves, the narrower first: Android says Linux too, an iPhone Mac. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android phone'],
  [/Windows/, 'Windows computer'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux computer'],
]

/** A name for a passkey that this device is about to keep; its owner may choose another. */
export const suggestedName = (userAgent: string = navigator.userAgent): string =>
  SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'My passkey'
