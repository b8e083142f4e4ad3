import { Fragment } from 'react'
import { expressionParts } from './expression-parts.ts'

/** An expression in mono that goes on in the next line after a bracket or a comma; inside of a name only where nothing else fits. */
export function Expression({ children }: { children: string }) {
  return (
    <code className="font-mono wrap-anywhere whitespace-normal">
      {expressionParts(children).map(({ at, text }) => (
        <Fragment key={at}>
          {text}
          <wbr />
        </Fragment>
      ))}
    </code>
  )
}
