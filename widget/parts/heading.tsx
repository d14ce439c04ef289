import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The heading of a screen. It takes the focus, so that a new screen is read out from its beginning. */
export function Heading({ children }: { children: ComponentChildren }) {
  const line = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => line.current!.focus(), []);
  return (
    <h2 id="h" tabIndex={-1} autofocus ref={line}>
      {children}
    </h2>
  );
}
