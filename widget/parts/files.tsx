import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Speech } from '../flows/speech.ts';
import { lighten } from '../photo.ts';

/** Photos and papers: by camera, from the device, dropped or pasted anywhere on the form. */
export function Files({ of: { say, limits, draft, change } }: { of: Speech }) {
  const [wrong, setWrong] = useState('');
  const place = useRef<HTMLDetailsElement>(null);
  const { files = [] } = draft;
  const rules = { count: limits.files, size: Math.round(limits.fileBytes / 1e6) };

  async function take(list: FileList) {
    const added = await Promise.all([...list].map(lighten));
    const large = added.find(({ size }) => size > limits.fileBytes);
    const all = files.concat(added.filter(({ size }) => size <= limits.fileBytes));
    setWrong(large ? say('fileTooLarge', { ...rules, name: large.name }) : all.length > limits.files ? say('fileTooMany', rules) : '');
    change({ ...draft, files: all.slice(0, limits.files) });
  }
  useLayoutEffect(() => {
    const form = place.current!.closest('form')!;
    form.ondragover = (event) => event.preventDefault();
    form.ondrop = form.onpaste = (event: DragEvent | ClipboardEvent) => {
      const list = ('dataTransfer' in event ? event.dataTransfer : event.clipboardData)?.files;
      if (!list?.length) return;
      event.preventDefault();
      void take(list);
    };
  });
  return (
    <details ref={place} open={!!files.length}>
      <summary>{say('files')}</summary>
      <label>
        {say('filesAdd')}
        <input
          type="file"
          multiple
          accept="image/*,.pdf,.txt"
          onChange={({ currentTarget: input }) => void take(input.files!).then(() => (input.value = ''))}
        />
      </label>
      <p class="s">{say('filesHint', rules)}</p>
      <p role="status" class="s">
        {wrong}
      </p>
      {files.map((file) => (
        <p>
          {file.name}{' '}
          <button type="button" class="l" onClick={() => change({ ...draft, files: files.filter((other) => other !== file) })}>
            {say('fileRemove', { name: file.name })}
          </button>
        </p>
      ))}
    </details>
  );
}
