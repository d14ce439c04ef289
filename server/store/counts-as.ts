/**
 * What a reason counts as where reasons are compared, in SQL: itself, or the one of the taxonomy it lies beneath. The same as
 * `countsAs` of the domain.
 */
export const countsAsSql = (reason: string): string =>
  `iif(${reason} glob '*.*.?*', rtrim(rtrim(${reason}, replace(${reason}, '.', '')), '.'), ${reason})`;
