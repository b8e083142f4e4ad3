'use client'
import { useEffect } from 'react'

/** What a pointer and a keyboard bring about, and the word for it in `data-shows`. */
const STATES = { ':hover': 'hover', ':focus-visible': 'focus', ':active': 'active' } as const

/** The selectors under which a rule holds as well; null for a rule about none of the states. */
function shownSelector(selector: string): string | null {
  let shown = selector
  for (const [pseudo, name] of Object.entries(STATES))
    shown = shown.replaceAll(pseudo, `[data-shows="${name}"]`)
  return shown === selector ? null : `${selector}, ${shown}`
}

function addTo(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) {
      const selector = shownSelector(rule.selectorText)
      if (selector !== null) rule.selectorText = selector
    }
    if (rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule) addTo(rule.cssRules)
  }
}

/** Lets `data-shows="hover"` look as if the pointer were there, so that states that pass by can stand on the sheet. */
export function ShownStates() {
  useEffect(() => {
    for (const sheet of document.styleSheets) addTo(sheet.cssRules)
    document.documentElement.dataset['kit'] = 'ready'
  }, [])
  return null
}
