/** What stands in a search field, and how it got there. */
export interface SearchText {
  readonly typed: string
  /** What the page looked for when this was last compared. */
  readonly seen: string
  /** What was last asked for and did not come yet; null for nothing. */
  readonly asked: string | null
}

/** A search field before anybody typed: it shows what the page looks for. */
export const shownText = (text: string): SearchText => ({ typed: text, seen: text, asked: null })

/**
 * The field once the page looks for `text`: what was asked for here has come, and whoever types goes on; anything else, a
 * saved view or the way back, is shown in the field.
 */
export function followed(field: SearchText, text: string): SearchText {
  if (text === field.seen) return field
  return text === field.asked ? { ...field, seen: text, asked: null } : shownText(text)
}
