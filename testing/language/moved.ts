import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readText, REPOSITORY, repositoryPaths } from '#testing/architecture/repository-files.ts'

/** How far an area is: what was moved stays moved, and which texts are the same in all languages. */
const areaState = z.strictObject({
  /** Files, and folders with a slash at the end, without a text of their own. */
  moved: z.array(z.string()),
  /** Keys whose texts are the same in all languages, on purpose. */
  same: z.array(z.string()),
})

/** How far an area is. */
export type AreaState = z.infer<typeof areaState>

/** Parses `messages/areas/<area>.json`. */
export const parseArea = (text: string): AreaState => areaState.parse(JSON.parse(text))

/** How far each area is. */
export const areaStates = (): ReadonlyMap<string, AreaState> =>
  new Map(
    readdirSync(join(REPOSITORY, 'messages/areas'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name.replace(/\.json$/, ''), parseArea(readText(`messages/areas/${name}`))]),
  )

const isBelow = (file: string, place: string): boolean =>
  place.endsWith('/') ? file.startsWith(place) : file === place

const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)

/** Files that one of these places covers. */
export const coveredBy = (places: readonly string[]): string[] =>
  repositoryPaths.filter((path) => isSource(path) && places.some((place) => isBelow(path, place)))

/** Places that cover no file. */
export const deadPlaces = (places: readonly string[]): string[] =>
  places.filter((place) => coveredBy([place]).length === 0)

/** Places of `before` of which `now` leaves out a file that is still there. */
export const lostPlaces = (before: readonly string[], now: readonly string[]): string[] => {
  const covered = new Set(coveredBy(now))
  return before.filter((place) => coveredBy([place]).some((file) => !covered.has(file)))
}
