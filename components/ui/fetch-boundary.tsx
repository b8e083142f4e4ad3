'use client'
import { Component, type ReactNode } from 'react'
import { NotFetched } from './ask-once.ts'

/** Properties of `FetchBoundary`. */
export interface FetchBoundaryProps {
  readonly children: ReactNode
  /** What stands in for the part; `again` fetches it once more. */
  readonly renderInstead: (again: () => void) => ReactNode
}

interface State {
  readonly caught: { readonly error: unknown } | null
}

/** Stands in for a part that was to be `fetched` and did not come; any other error is for the page. */
export class FetchBoundary extends Component<FetchBoundaryProps, State> {
  static getDerivedStateFromError(error: unknown): State {
    return { caught: { error } }
  }

  override state: State = { caught: null }

  override componentDidCatch(error: unknown): void {
    if (error instanceof NotFetched) error.forget()
  }

  readonly again = (): void => this.setState({ caught: null })

  override render(): ReactNode {
    const { caught } = this.state
    if (caught === null) return this.props.children
    if (!(caught.error instanceof NotFetched)) throw caught.error
    return this.props.renderInstead(this.again)
  }
}
