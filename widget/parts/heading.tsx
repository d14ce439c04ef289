import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of a screen. It takes the focus, so that a new screen is read out from its beginning. */
export function Heading({ children }: { children: ComponentChildren }) {
  const line = useRef<HTMLHeadingElement>(null);
  useEffect(() => line.current!.focus(), []);
  return (
    <h2 id="h" tabIndex={-1} ref={line}>
      {children}
    </h2>
  );
}
