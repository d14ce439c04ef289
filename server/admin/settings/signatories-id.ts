/** An id nothing in this list has yet: `signatory-3`. */
export function freshId(items: { id: string }[], kind: string): string {
  for (let n = items.length + 1; ; n++) {
    const id = `${kind}-${n}`;
    if (!items.some((one) => one.id === id)) return id;
  }
}
