import type { CaseFile } from '../models/case-file.ts';

/** Says calmly that somebody else was faster, and that nothing typed is lost. */
export function Overtaken({ file }: { file: CaseFile }) {
  const news = file.overtaken.value;
  const who = news?.by ?? 'Somebody else';
  return (
    <div role="status" class="overtaken">
      {news && (
        <div class="notice">
          <p>
            <strong>
              {who} changed this case {news.refused ? 'just before you' : 'while you were writing'}.
            </strong>{' '}
            {news.refused
              ? 'Yours was not sent. You see the newer case now and everything you typed is still here: have a look, then send again or change it.'
              : 'You see the newer case now and everything you typed is still here.'}
          </p>
          <button type="button" class="button small" onClick={file.catchUp}>
            I have seen it
          </button>
        </div>
      )}
    </div>
  );
}
