'use client'
import Link from 'next/link'
import { createContext, use, type ComponentProps } from 'react'

const Context = createContext<(href: string) => string>((href) => href)

/** Sets how addresses within the installation are completed: the shell adds the scope in view. */
export const LinkProvider = Context

/** Properties of `AppLink`: a path of this installation, without the scope unless it is another one. */
export interface AppLinkProps extends Omit<ComponentProps<typeof Link>, 'href' | 'prefetch'> {
  readonly href: string
}

/**
 * A link within the installation. It keeps the scope in view. Nothing is fetched ahead: our pages are made for whoever asks at
 * that moment, so that what comes ahead holds nothing of them, and no click is faster by it; asking for it costs the server ten
 * times as much as the page that the links stand on.
 */
export function AppLink({ href, children, ...rest }: AppLinkProps) {
  return (
    <Link {...rest} href={use(Context)(href)} prefetch={false}>
      {children}
    </Link>
  )
}
