// Makes of CHANGELOG.md what the pages show as “What is new”: generated/news.ts with the lines, which is fetched when
// somebody looks, and generated/news-marks.ts with a mark of each, which every page has to know whether there is news.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/checkout.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'

/** Letters of a mark. A cookie holds those of all lines that were seen, so they are as short as they can be. */
const MARK_LENGTH = 3
/** The newest lines that the pages show: their marks stay below 300 bytes of a cookie. */
const MOST = 96

/** Three letters are 18 bits: of a hundred lines, one in 2,600 is taken for one that was seen. It costs its mark alone. */
const markOf = (text) => createHash('sha256').update(text).digest('base64url').slice(0, MARK_LENGTH)

/** Links say where; what they are called stays. Code keeps its backquotes, which the page draws. */
const plain = (text) =>
  text
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()

/**
 * The lines of a change log in the format of “Keep a Changelog”, newest release first: `{ release, kind, text, mark }`. A
 * line that the format does not know stops the build, so that nobody finds out later that their line is missing.
 */
export function readNews(changelog) {
  const news = []
  let release
  let kind
  for (const line of changelog.split('\n').slice(1)) {
    const heading = /^(#{2,3}) \[?([^\]\n]+?)\]?(?: - (.+))?$/.exec(line)
    if (heading) {
      const [, depth, name, day] = heading
      if (depth === '##') [release, kind] = [day === undefined ? name : `${name}, ${day}`, undefined]
      else kind = name
    } else if (line.startsWith('- ') && kind !== undefined) news.push({ release, kind, text: line.slice(2) })
    else if (/^ {2}\S/.test(line) && kind !== undefined && news.length > 0)
      news.at(-1).text += ` ${line.trim()}`
    else if (line.trim() !== '' && release !== undefined)
      throw new Error(`CHANGELOG.md: “${line}” is neither a heading nor a line of a list`)
  }
  return news
    .slice(0, MOST)
    .map(({ text, ...place }) => ({ ...place, text: plain(text), mark: markOf(plain(text)) }))
}

const HEAD = '// Made of CHANGELOG.md by scripts/news.mjs. Do not change it by hand.\n'

const newsFile = (news) => `${HEAD}
/** A line of the change log. */
export interface NewsLine {
  readonly release: string
  readonly kind: string
  /** With backquotes around code. */
  readonly text: string
  readonly mark: string
}

/** What users notice, newest release first. */
export const NEWS: readonly NewsLine[] = ${JSON.stringify(news, null, 2)}
`

const marksFile = (news) => `${HEAD}
/** The marks of all lines, ${MARK_LENGTH} letters each, in their order. */
export const NEWS_MARKS: string = '${news.map(({ mark }) => mark).join('')}'

/** Letters of a mark. */
export const MARK_LENGTH: number = ${MARK_LENGTH}
`

/** Writes a file unless it says the same already: what is made of it is made again by its contents alone. */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false
  writeFileSync(path, text)
  return true
}

/** Returns whether the news were written; false when they were up to date. */
export function makeNews(root, say) {
  const news = readNews(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))
  mkdirSync(join(root, 'generated'), { recursive: true })
  const made = [
    write(join(root, 'generated/news.ts'), newsFile(news)),
    write(join(root, 'generated/news-marks.ts'), marksFile(news)),
  ].includes(true)
  if (made) say(`wrote the news: ${news.length} lines of the change log`)
  return made
}

if (isMain(import.meta.url)) {
  await runMain(() => {
    if (!makeNews(ROOT, console.log)) console.log('the news are up to date')
  })
}
