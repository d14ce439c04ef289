import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SiteConfig } from '#shared/contracts/site.ts';
import type { Desk } from '../desk.ts';
import { lighten } from '../photo.ts';

type Props = { desk: Desk; limits: SiteConfig['limits']; files: File[]; onChange: (files: File[]) => void };

/** Photos and papers: by camera, from the device, dropped or pasted. */
export function Files({ desk: { say }, limits, files, onChange }: Props) {
  const [wrong, setWrong] = useState('');
  const place = useRef<HTMLDetailsElement>(null);
  const size = Math.round(limits.fileBytes / 1e6);
  async function add(list: FileList | undefined) {
    const added = await Promise.all([...(list ?? [])].map(lighten));
    const large = added.find((file) => file.size > limits.fileBytes);
    const all = [...files, ...added.filter((file) => file.size <= limits.fileBytes)];
    setWrong(large ? say('fileTooLarge', { name: large.name, size }) : all.length > limits.files ? say('fileTooMany', { count: limits.files }) : '');
    onChange(all.slice(0, limits.files));
  }
  // Anywhere on the form a picture may be dropped or pasted.
  useLayoutEffect(() => {
    const form = place.current!.closest('form')!;
    const take = (event: Event, given: DataTransfer | null) => {
      if (!given?.files.length) return;
      event.preventDefault();
      void add(given.files);
    };
    form.ondragover = (event) => event.preventDefault();
    form.ondrop = (event) => take(event, event.dataTransfer);
    form.onpaste = (event) => take(event, event.clipboardData);
  });
  return (
    <details ref={place} open={files.length > 0}>
      <summary>{say('files')}</summary>
      <label>
        {say('filesAdd')}
        <input
          type="file"
          multiple
          accept="image/*,.pdf,.txt"
          onChange={(event) => {
            const input = event.currentTarget;
            void add(input.files!).then(() => (input.value = ''));
          }}
        />
      </label>
      <p class="s">{say('filesHint', { count: limits.files, size })}</p>
      <p role="status" class="s">
        {wrong}
      </p>
      <ul>
        {files.map((file) => (
          <li>
            {file.name}{' '}
            <button type="button" class="l" onClick={() => onChange(files.filter((other) => other !== file))}>
              {say('fileRemove', { name: file.name })}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
