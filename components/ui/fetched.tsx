'use client'
import { use, type ReactNode } from 'react'
import { askOnce } from './ask-once.ts'

/**
 * A part that is fetched when it is first shown. `lazy` of React would do, but for good: a part that did not come once, would
 * never come until the page is loaded again. Its place is a `FormSlot`, a `FetchedLayer` or a `FetchedPart`.
 */
export function fetched<Props extends object>(
  load: () => Promise<(props: Props) => ReactNode>,
): (props: Props) => ReactNode {
  const asked = askOnce(load)
  return function Fetched(props: Props) {
    const Part = use(asked().answer)
    return <Part {...props} />
  }
}
