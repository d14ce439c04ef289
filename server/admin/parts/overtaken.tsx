import { t } from '../words/language.ts';
import type { CaseFile } from '../models/case-file.ts';

/** Says calmly that somebody else was faster, and that nothing typed is lost. */
export function Overtaken({ file }: { file: CaseFile }) {
  const news = file.overtaken.value;
  const who = news?.by ?? t('Somebody else');
  return (
    <div role="status" class="overtaken">
      {news && (
        <div class="notice">
          <p>
            <strong>
              {news.refused
                ? t('{who} changed this case just before you.', { who })
                : t('{who} changed this case while you were writing.', { who })}
            </strong>{' '}
            {news.refused
              ? t(
                  'Yours was not sent. You see the newer case now and everything you typed is still here: have a look, then send again or change it.',
                )
              : t('You see the newer case now and everything you typed is still here.')}
          </p>
          <button type="button" class="button small" onClick={file.catchUp}>
            {t('I have seen it')}
          </button>
        </div>
      )}
    </div>
  );
}
