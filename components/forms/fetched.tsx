'use client'
import { use, type ReactNode } from 'react'
import { askOnce } from './ask-once.ts'

/**
 * A form that is fetched when it is first shown. `lazy` of React would do, but for good: a form that did not come once, would
 * never come until the page is loaded again. Its place is a `FormSlot`.
 */
export function fetched<Props extends object>(
  load: () => Promise<(props: Props) => ReactNode>,
): (props: Props) => ReactNode {
  const asked = askOnce(load)
  return function Fetched(props: Props) {
    const Form = use(asked().answer)
    return <Form {...props} />
  }
}
