/** How long an old credential can work beside the new one, by the value in the form, in seconds. */
export const OVERLAPS = [
  { value: '0', label: 'It ends at once' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
] as const

/** The seconds that a form asks for; a day for anything that is no choice of the list. */
export const overlapOf = (value: string | undefined): number =>
  Number(OVERLAPS.find((each) => each.value === value)?.value ?? 86_400)
