/** A letter as simple HTML that reads well everywhere: its paragraphs, and its one link as a button. */
export function toHtml(
  text: string,
  { locale, dir, button }: { locale: string; dir: 'ltr' | 'rtl'; button: { url: string; label: string } | null },
): string {
  const url = button ? escape(button.url) : '';
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => escape(paragraph).replaceAll('\n', '<br>'));
  const body = paragraphs.map(
    (paragraph) =>
      `<p style="margin:0 0 16px">${button ? paragraph.replaceAll(url, `<a href="${url}" style="color:#1d4ed8;word-break:break-all">${url}</a>`) : paragraph}</p>`,
  );
  const link = button
    ? `<p style="margin:24px 0"><a href="${url}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f2937;color:#ffffff;text-decoration:none;font-weight:600">${escape(button.label)}</a></p>`
    : '';
  const footer = body.pop() ?? '';
  return `<!doctype html>
<html lang="${escape(locale)}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1f2937;background:#ffffff">
<div style="max-width:36em;margin:0 auto">
${[...body, link].filter(Boolean).join('\n')}
<div style="border-top:1px solid #d1d5db;padding-top:16px;color:#4b5563;font-size:14px">${footer}</div>
</div></body></html>`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
