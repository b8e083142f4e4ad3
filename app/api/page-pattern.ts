/** What stands behind these names one thing, by whatever somebody typed there. */
const OF_ONE_THING = /^(\/(?:incidents|requests|services)|\/api\/scim\/v2\/[^/]+)\/.+$/
const ID = /[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}/gi

/**
 * The path of a page, or of provisioning, with `{id}` where it names one thing, as the refusals of routes have it: whoever asks
 * for one id after the other is refused the same thing each time, and a list of refusals is no list of guesses.
 */
export const patternOf = (path: string): string =>
  path.replace(OF_ONE_THING, '$1/{id}').replaceAll(ID, '{id}')
