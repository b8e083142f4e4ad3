import { MARK_LENGTH, NEWS_MARKS } from '#generated/news-marks.ts'
import { NEWS_COOKIE } from '#components/ui/preferences.ts'
import { keepPreference, readPreference, usePreference } from './kept-preference.ts'

/** The marks of a text of marks; of one that is none of ours, no mark of ours comes out. */
const marksOf = (marks: string): ReadonlySet<string> =>
  new Set(
    Array.from({ length: Math.ceil(marks.length / MARK_LENGTH) }, (_mark, i) =>
      marks.slice(i * MARK_LENGTH, (i + 1) * MARK_LENGTH),
    ),
  )

/** The marks in `all` that were not `seen`; everything is new to whoever never looked. */
export function unseenMarks(seen: string | null, all: string): ReadonlySet<string> {
  const known = marksOf(seen ?? '')
  return new Set([...marksOf(all)].filter((mark) => !known.has(mark)))
}

/** Whether there is news that this browser did not show yet. The server cannot know, and says no. */
export const useHasNews = (): boolean =>
  unseenMarks(usePreference(NEWS_COOKIE, NEWS_MARKS), NEWS_MARKS).size > 0

/** The marks of what is new, as of now. */
export const readUnseen = (): ReadonlySet<string> => unseenMarks(readPreference(NEWS_COOKIE), NEWS_MARKS)

/** Notes that everything was looked at. */
export const keepSeen = (): void => keepPreference(NEWS_COOKIE, NEWS_MARKS)
