import type { ComponentChildren } from 'preact';

/** A name, what is so, and where it leads. What is not known is left out. */
export type Fact = [name: string, value: ComponentChildren, href?: string];

export const Facts = ({ facts, look = 'facts' }: { facts: Fact[]; look?: string }) => (
  <dl class={look}>
    {facts.map(
      ([name, value, href]) =>
        value !== null &&
        value !== undefined &&
        value !== '' && (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {href ? (
                <a dir="ltr" href={href}>
                  {value}
                </a>
              ) : (
                <bdi>{value}</bdi>
              )}
            </dd>
          </div>
        ),
    )}
  </dl>
);
