'use client'
import { Fragment } from 'react'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from './app-link.tsx'

/** A step of the path; the last one is the page itself and has no address. */
export interface Crumb {
  readonly label: string
  readonly href?: string
}

/** The path from the scope down to this page. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useText('ui')
  return (
    <nav aria-label={t('path')} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-[7px] whitespace-nowrap text-fg-3">
        {crumbs.map(({ label, href }, i) => {
          const isLast = i === crumbs.length - 1
          return (
            <Fragment key={`${label} ${href ?? ''}`}>
              {i === 0 ? null : (
                <li aria-hidden="true" className={isLast ? '' : 'max-sm:hidden'}>
                  /
                </li>
              )}
              <li
                // A phone has room for the scope and the page: the name of the scope gives way first.
                className={
                  isLast
                    ? 'min-w-0 truncate font-medium text-fg-1'
                    : 'max-sm:hidden max-sm:min-w-0 max-sm:shrink-[4] max-sm:truncate max-sm:first:block'
                }
              >
                {href === undefined ? (
                  <span aria-current={isLast ? 'page' : undefined}>{label}</span>
                ) : (
                  <AppLink href={href} className="hover:text-fg-1">
                    {label}
                  </AppLink>
                )}
              </li>
            </Fragment>
          )
        })}
      </ol>
    </nav>
  )
}
