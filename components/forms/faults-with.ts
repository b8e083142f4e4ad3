import type { ZodType } from 'zod'
import { shownLanguage } from '#components/language/shown-language.ts'
import { SOURCE_LANGUAGE } from '#lib/core/language.ts'
import type { SchemaIssue } from './form-faults.ts'

/**
 * What a schema, fetched when it is first asked for, says about an input; nothing when it passes. It says so in English: the
 * words of another language are fetched with the first fault.
 */
export async function faultsWith(
  schema: () => Promise<ZodType>,
  input: unknown,
  language = shownLanguage(),
): Promise<readonly SchemaIssue[]> {
  const issues: readonly SchemaIssue[] = (await schema()).safeParse(input).error?.issues ?? []
  if (issues.length === 0 || language === SOURCE_LANGUAGE) return issues
  const { retell } = await import('#lib/core/words.ts')
  return issues.map(({ path, message }) => ({ path, message: retell(language, message) }))
}
