import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Desk } from '../desk.ts';

/** The window itself: a native dialog in the top layer, with a way out and the merchant's people. */
export function Frame({ desk, children }: { desk: Desk; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { config, say, locale } = desk;
  const { accent, radius, font, mode } = config?.theme ?? {};
  const person = config?.person;
  useLayoutEffect(() => dialog.current!.showModal(), []);
  useLayoutEffect(() => {
    const looks = { '--a': accent, '--r': radius && `${radius}px`, 'font-family': font, 'color-scheme': mode };
    for (const [name, value] of Object.entries(looks)) if (value && value !== 'auto') dialog.current!.style.setProperty(name, value);
  }, [config]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="h"
      lang={locale}
      dir={config?.dir ?? 'auto'}
      onCancel={(event) => {
        event.preventDefault();
        desk.close();
      }}
    >
      <button type="button" class="x" aria-label={say('close')} onClick={desk.close}>
        ×
      </button>
      {config?.test && <p class="n">{say('testMode')}</p>}
      {children}
      {(person || config?.phone) && (
        <div class="s">
          {person && <p>{say(person.role ? 'personRoleHere' : 'personHere', person)}</p>}
          {config.phone && (
            <p>
              <a href={`tel:${config.phone.replace(/[^\d+]/g, '')}`}>{say('orCall', { phone: config.phone })}</a>
            </p>
          )}
        </div>
      )}
    </dialog>
  );
}
