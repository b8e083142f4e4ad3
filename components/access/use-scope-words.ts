import { useText } from '#components/language/use-text.ts'
import { useScopesOf } from '#components/shell/use-scopes-of.ts'
import { scopeWords } from './scope-words.ts'

/** Names scopes in words, those that rows of a page name among them. */
export function useScopeWords(params: readonly string[] = []): (param: string) => string {
  const t = useText('shell')
  const scopes = useScopesOf(params)
  return (param) => scopeWords(t, scopes, param)
}
