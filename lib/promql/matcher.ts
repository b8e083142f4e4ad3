import { PromqlError } from './promql-error.ts'
import { RegexSyntaxError, compileRegex } from './regex/regex.ts'
import type { CompileRegex } from './regex/regex.ts'
import type { LabelMatcher, MatchOperator } from './syntax/ast.ts'
import type { Labels } from './labels.ts'

/** A condition on one label, ready to be tried on values. */
export interface CompiledMatcher {
  readonly name: string
  readonly operator: MatchOperator
  /** The value or pattern as written. */
  readonly value: string
  /** Whether a value of the label meets the condition; '' stands for a label that is absent. */
  readonly matches: (value: string) => boolean
  /**
   * For `=` and for `=~` with few alternatives: all values that meet the condition, so that an index can look them up. For
   * `!=` and `!~`: all values that do not. Undefined when the list is not known.
   */
  readonly values: readonly string[] | undefined
}

/** Makes a condition ready to be tried. Throws a parse error that names a pattern which is none. */
export function compileMatcher(matcher: LabelMatcher, compile: CompileRegex = compileRegex): CompiledMatcher {
  const { name, operator, value } = matcher
  switch (operator) {
    case '=':
      return { name, operator, value, matches: (other) => other === value, values: [value] }
    case '!=':
      return { name, operator, value, matches: (other) => other !== value, values: [value] }
    case '=~': {
      const regex = compilePattern(value, compile)
      return { name, operator, value, matches: regex.matches, values: regex.alternatives }
    }
    case '!~': {
      const regex = compilePattern(value, compile)
      return { name, operator, value, matches: (other) => !regex.matches(other), values: regex.alternatives }
    }
  }
}

function compilePattern(pattern: string, compile: CompileRegex): ReturnType<CompileRegex> {
  try {
    return compile(pattern)
  } catch (error) {
    if (error instanceof RegexSyntaxError) {
      throw new PromqlError('parse', `error parsing regexp: ${error.message}`, {
        expected: 'a regular expression in RE2 syntax',
      })
    }
    throw error
  }
}

/** Whether labels meet all conditions. */
export function matchesLabels(matchers: readonly CompiledMatcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matcher.matches(labels.get(matcher.name)))
}
