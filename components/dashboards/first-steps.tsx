import { CodeBlock } from '#components/ui/code-block.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StepList } from '#components/ui/step-list.tsx'
import { CreatePlatform } from './create-platform.tsx'

const COMMANDS = `npm run -s bailiwick -- platform create --name "NAME OF THE PLATFORM"
npm run -s bailiwick -- tenant create --platform PLATFORM_ID --name "NAME OF THE TENANT"
npm run -s bailiwick -- source create --tenant TENANT_ID`

/** What to do on an installation that watches nothing but itself yet. */
export function FirstSteps({ scope, mayCreate }: { scope: string; mayCreate: boolean }) {
  return (
    <Panel title="First steps" meta="Bailiwick watches itself already">
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        <StepList
          steps={[
            {
              title: 'Create a platform',
              text: (
                <>
                  One of the systems that you operate. Everything else stands inside one.
                  {mayCreate ? (
                    <div className="mt-2">
                      <CreatePlatform scope={scope} kind="ink" />
                    </div>
                  ) : null}
                </>
              ),
            },
            {
              title: 'Create its tenants',
              text: 'On the page of the platform: the customers whose services you answer for.',
            },
            {
              title: 'Connect a source',
              text: 'A credential for Prometheus, an agent or a scrape. The page turns green with the first sample.',
            },
            {
              title: 'Invite who is on call',
              text: 'Then say on the page On call who is paged, and in which order.',
            },
          ]}
        />
        <div className="flex flex-col gap-2">
          <p className="text-fg-2">
            Or in a terminal, in the folder of this installation. Each command prints the id for the next.
          </p>
          <CodeBlock caption="Terminal" code={COMMANDS} />
        </div>
      </div>
    </Panel>
  )
}
