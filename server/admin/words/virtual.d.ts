declare module 'virtual:words' {
  type Catalog = Record<string, string>;
  /** Each language's words, made by server/words-in-parts.ts: what the first load says, and all else. */
  export const CATALOGS: Record<string, { first(): Promise<{ page: Catalog }>; later(): Promise<{ page: Catalog; said: Catalog }> }>;
}
