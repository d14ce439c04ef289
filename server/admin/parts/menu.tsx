import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A disclosure that closes when something in it is chosen, on Escape, and on a click elsewhere. */
export function Menu({ label, children }: { label: string; children: ComponentChildren }) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (!menu?.open || (event.target instanceof Element && event.target.closest('summary') && menu.contains(event.target))) return;
      menu.open = false;
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !details.current?.open) return;
      details.current.open = false;
      details.current.querySelector('summary')?.focus();
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', escape);
    };
  }, []);

  return (
    <details class="menu" ref={details}>
      <summary class="button">{label}</summary>
      <div class="menu-items">{children}</div>
    </details>
  );
}
