import compile from 'icu-minify/compile'
import type { Page } from 'playwright'
import { DEFAULT_RULES } from '#lib/modules/alerting/domain/default-rules.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { textsOf } from '#testing/language/texts.ts'

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

/** A regular expression for everything that a compiled text can become. */
function sourceOf(node: unknown): string {
  if (typeof node === 'string') return escaped(node)
  if (node === 0) return String.raw`[\d,.]+`
  if (!Array.isArray(node)) return ''
  const parts: readonly unknown[] = node
  const [name, kind, ...rest] = parts
  if (typeof name !== 'string') return parts.map(sourceOf).join('')
  const branches = [kind, ...rest].find((part) => isRecord(part))
  if (branches !== undefined)
    return `(?:${Object.values(branches)
      .map((branch) => (Array.isArray(branch) ? branch.map(sourceOf).join('') : sourceOf(branch)))
      .join('|')})`
  // `[name]` and `[name, type]` are arguments, `[name, …]` with texts is a tag
  return kind === undefined || typeof kind === 'number' ? '.*' : [kind, ...rest].map(sourceOf).join('')
}

/** How many words a compiled text has whatever is filled in and whichever branch is taken. */
function wordsOf(node: unknown): number {
  if (typeof node === 'string') return node.match(/\p{L}{2,}/gu)?.length ?? 0
  if (!Array.isArray(node)) return 0
  const parts: readonly unknown[] = node
  const branches = parts.find((part) => isRecord(part))
  if (branches !== undefined) return Math.min(...Object.values(branches).map((branch) => allWords(branch)))
  // the first text is the name of an argument or of a tag
  return allWords(typeof parts[0] === 'string' ? parts.slice(1) : parts)
}

const allWords = (nodes: unknown): number =>
  Array.isArray(nodes) ? nodes.reduce((sum: number, one) => sum + wordsOf(one), 0) : wordsOf(nodes)

/** Fewer words can stand in both languages, or be somebody's own. */
const FEWEST_WORDS = 3

interface English {
  readonly key: string
  readonly pattern: RegExp
}

/** Every English sentence that Malay says in another way. */
function englishSentences(): readonly English[] {
  const ms = textsOf('ms')
  return [...textsOf('en')].flatMap(([area, texts]) =>
    [...texts].flatMap(([key, text]) => {
      if (ms.get(area)?.get(key) === text) return []
      const compiled = compile(text)
      if (allWords(compiled) < FEWEST_WORDS) return []
      const source = Array.isArray(compiled) ? compiled.map(sourceOf).join('') : sourceOf(compiled)
      return [
        {
          key: `${area}.${key}`,
          pattern: new RegExp(`^${source.replaceAll(/\s+/g, String.raw`\s+`)}$`, 'su'),
        },
      ]
    }),
  )
}

const SENTENCES = englishSentences()

/** The first rules are made with these names, and are renamed as any others. */
const NAMES = new Set(DEFAULT_RULES.map(({ name }) => name))

/**
 * English sentences that stand in `main` of a page and in the dialogs that are open, or in what it tells a screen reader
 * there; `key: text` each. The server's own texts are among them.
 */
export async function englishLeft(page: Page): Promise<readonly string[]> {
  const said = await page.locator('main').evaluate((main) => {
    const found = new Set<string>()
    const roots = [main, ...document.querySelectorAll('dialog[open], [role=dialog]')]
    for (const element of roots.flatMap((root) => [root, ...root.querySelectorAll('*')])) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        found.add(element.getAttribute(name)?.trim() ?? '')
      const text = element.textContent.replaceAll(/\s+/g, ' ').trim()
      // what holds everything is no sentence
      if (text.length < 1000) found.add(text)
      for (const child of element.childNodes)
        if (child.nodeType === Node.TEXT_NODE)
          found.add((child.textContent ?? '').replaceAll(/\s+/g, ' ').trim())
    }
    return [...found].filter((text) => text !== '')
  })
  return SENTENCES.flatMap(({ key, pattern }) =>
    said.filter((text) => pattern.test(text) && !NAMES.has(text)).map((text) => `${key}: ${text}`),
  )
}
