'use client'
import Link from 'next/link'
import { createContext, use, type ComponentProps } from 'react'

const Context = createContext<(href: string) => string>((href) => href)

/** Sets how addresses within the installation are completed: the shell adds the scope in view. */
export const LinkProvider = Context

/** Completes an address as every link below the same provider does. */
export const useHref = (): ((href: string) => string) => use(Context)

/** Properties of `AppLink`: a path of this installation, without the scope unless it is another one. */
export interface AppLinkProps extends Omit<ComponentProps<typeof Link>, 'href'> {
  readonly href: string
}

/** A link within the installation. It keeps the scope in view. */
export function AppLink({ href, children, ...rest }: AppLinkProps) {
  return (
    <Link {...rest} href={useHref()(href)}>
      {children}
    </Link>
  )
}
