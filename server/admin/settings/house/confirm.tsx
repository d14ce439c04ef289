import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { createSending } from '../../account/sending.ts';
import * as parts from '../../parts/confirm.tsx';
import { t } from '../../words/language.ts';

type Asked = {
  id: string;
  title: string;
  /** What will be so afterwards, before anybody says yes. */
  children: ComponentChildren;
  yes: string;
  /** Has to be typed first, for what cannot be undone. */
  typed?: string;
  onYes: () => Promise<unknown>;
  onClose: () => void;
};

/** Asks before something that cannot be taken back. Open as long as it is on the page. */
export function Confirm({ id, title, children, yes, typed, onYes, onClose }: Asked) {
  const word = useSignal('');
  const sending = useMemo(createSending, []);
  return (
    <parts.Confirm
      id={id}
      title={title}
      does={yes}
      no={t('Leave it as it is')}
      isGrave
      isReady={typed === undefined || word.value.trim() === typed}
      first="input, [data-no]"
      sending={sending}
      onYes={async () => {
        if (await sending.send(onYes)) onClose();
      }}
      onClose={onClose}
    >
      {children}
      {typed !== undefined && (
        <div class="field">
          <label for={`${id}-word`}>{t('Type {word} to go on', { word: typed })}</label>
          <input
            id={`${id}-word`}
            autocomplete="off"
            dir="auto"
            value={word.value}
            onInput={(event) => (word.value = event.currentTarget.value)}
          />
        </div>
      )}
    </parts.Confirm>
  );
}
