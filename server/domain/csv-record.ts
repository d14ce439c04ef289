const DELIMITERS = [',', ';', '\t', '|'] as const;

/** One record of a CSV file, fed line by line, because a quoted cell may go over several. @source RFC 4180 */
export class CsvRecord {
  readonly cells: string[] = [];
  /** Something stands between a closing quote and the next cell. */
  isOdd = false;
  readonly #delimiter: string;
  #cell = '';
  #isQuoted = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** @returns whether the record is complete; otherwise its next line is needed */
  take(line: string): boolean {
    if (!this.#isQuoted && !line.includes('"')) {
      this.cells.push(...line.split(this.#delimiter));
      return true;
    }
    let at = 0;
    for (;;) {
      const wasQuoted = this.#isQuoted;
      if (this.#isQuoted) {
        const quote = line.indexOf('"', at);
        if (quote === -1) {
          this.#cell += `${line.slice(at)}\n`;
          return false;
        }
        this.#cell += line.slice(at, quote);
        if (line[quote + 1] === '"') {
          this.#cell += '"';
          at = quote + 2;
          continue;
        }
        this.#isQuoted = false;
        at = quote + 1;
      } else if (this.#cell === '' && line[at] === '"') {
        this.#isQuoted = true;
        at += 1;
        continue;
      }
      const end = line.indexOf(this.#delimiter, at);
      if (wasQuoted && end !== at && at < line.length) this.isOdd = true;
      this.cells.push(this.#cell + line.slice(at, end === -1 ? undefined : end));
      this.#cell = '';
      if (end === -1) return true;
      at = end + 1;
    }
  }
}

/** What parts the cells of a file, seen from its first line: whatever stands there most often outside quotes. */
export function delimiterOf(header: string): string {
  const plain = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = DELIMITERS.map((sign) => ({ sign, count: plain.split(sign).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

/** Excel writes `sep=;` above the header to say what parts its cells. */
export const delimiterSaid = (line: string): string | null => /^sep=(.)$/i.exec(line)?.[1] ?? null;
