/** How long an old credential can work beside the new one, by the value in the form, in seconds. */
export const OVERLAPS = ['0', '3600', '86400', '604800'] as const

/** The seconds that a form asks for; a day for anything that is no choice of the list. */
export const overlapOf = (value: string | undefined): number =>
  Number(OVERLAPS.find((each) => each === value) ?? 86_400)
