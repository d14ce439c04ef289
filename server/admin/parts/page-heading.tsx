import { useEffect, useRef } from 'preact/hooks';

/** The heading of a page: names the tab, and takes the focus when the page is entered. */
export function PageHeading({ title, takesFocus = true }: { title: string; takesFocus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Amends`;
  }, [title]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} id="content" tabIndex={-1}>
      {title}
    </h1>
  );
}
