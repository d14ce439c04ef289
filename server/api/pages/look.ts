import { createHash } from 'node:crypto';

/** How every page looks: quiet, system fonts, light and dark by themselves, the same in both directions of writing. */
export const CSS = `
:root{color-scheme:light dark;--paper:#f6f5f2;--card:#fff;--ink:#1f2421;--quiet:#565e5a;--line:#dedbd4;--edge:#7b827e;--accent:#1d6b5a;--accent-ink:#fff;--soft:#e9f1ee;--bad:#a4282a;--bad-soft:#fbe9e7}
@media (prefers-color-scheme:dark){:root{--paper:#151816;--card:#1e2220;--ink:#e8ebe8;--quiet:#a8b1ac;--line:#343a37;--edge:#828b86;--accent:#7ccdb6;--accent-ink:#0c231c;--soft:#20312b;--bad:#ff9d94;--bad-soft:#3d2220}}
*,*::before,*::after{box-sizing:border-box}
html{font:100%/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Naskh Arabic','Noto Sans Devanagari',sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
:lang(ur){line-height:1.9}
body{margin:0;min-width:300px;overflow-wrap:anywhere}
.page{max-width:42rem;margin-inline:auto;padding:1rem max(1rem,env(safe-area-inset-right)) 3rem max(1rem,env(safe-area-inset-left))}
header.top{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:baseline;padding-block:.5rem 1rem}
header.top p,footer p{margin:0}
.shop{font-weight:650}
h1,h2,p,ul,ol,dl,dd,blockquote,fieldset{margin:0;padding:0}
h1{font-size:1.625rem;line-height:1.25;letter-spacing:-.01em;text-wrap:balance;margin-block-end:.75rem}
h1:has(+.quiet){margin-block-end:.25rem}
h2{font-size:1.0625rem;line-height:1.35;margin-block-end:.5rem}
ul,ol{list-style:none}
a{color:inherit;text-underline-offset:.15em}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.125rem;margin-block-end:1rem}
.card>*+*{margin-block-start:.75rem}
.card>h2+*{margin-block-start:0}
.turn{border-inline-start:4px solid var(--accent);border-start-start-radius:4px;border-end-start-radius:4px}
h1+.quiet{margin-block-end:1rem}
.turn .state{font-size:1.25rem;font-weight:650;line-height:1.3}
.quiet{color:var(--quiet)}
.small{font-size:.875rem}
.said{white-space:pre-wrap}
.notice{padding:.75rem 1rem;margin-block-end:1rem;border-radius:10px;background:var(--soft);border:1px solid var(--line)}
.notice.bad{background:var(--bad-soft);border-color:var(--bad)}
.notice h2{margin-block-end:.25rem}
.notice ul{list-style:disc;padding-inline-start:1.25rem}
.notice blockquote{margin-block-start:.5rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--edge)}
form>*+*,.stack>*+*{margin-block-start:1rem}
form.card>*+*,form>.card>*+*{margin-block-start:1.125rem}
.ticks{display:grid;gap:0 1.25rem;grid-template-columns:repeat(auto-fill,minmax(min(16rem,100%),1fr))}
form .pair{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr))}
label,legend,.label{display:block;font-weight:600;padding:0}
.optional{font-weight:400;color:var(--quiet);font-size:.875rem;margin-inline-start:.375rem}
.hint{display:block;font-weight:400;color:var(--quiet);font-size:.875rem}
.error{display:block;color:var(--bad);font-weight:600;font-size:.9375rem;margin-block-start:.25rem}
input,select,textarea{font:inherit;font-size:max(1rem,16px);color:inherit;background:var(--card);width:100%;min-height:44px;margin-block-start:.25rem;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:8px}
textarea{min-height:7rem;resize:vertical;display:block}
input[type=file]{padding:.5rem;border-style:dashed}
input[type=date]{-webkit-appearance:none;appearance:none}
[aria-invalid=true]{border:2px solid var(--bad)}
fieldset{border:0;min-width:0}
.choice{display:flex;gap:.625rem;align-items:center;min-height:44px;font-weight:400;padding-block:.25rem}
.choice input{width:1.25rem;height:1.25rem;min-height:0;flex:none;margin:0;accent-color:var(--accent)}
.choice+.sum{margin-inline-start:1.875rem;margin-block-end:.5rem;max-width:14rem}
@supports selector(:has(*)){.choice:not(:has(:checked))+.sum{display:none}}
.row{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.acts{display:flex;flex-wrap:wrap;gap:.75rem}
.acts form{flex:1 1 9rem;margin:0}
button,.button{display:inline-flex;align-items:center;justify-content:center;width:100%;min-height:44px;padding:.5rem 1.25rem;font:inherit;font-weight:600;line-height:1.3;text-align:center;text-decoration:none;cursor:pointer;border:1px solid var(--edge);border-radius:10px;background:var(--card);color:var(--ink)}
.main{background:var(--accent);color:var(--accent-ink);border-color:color-mix(in srgb,var(--accent) 70%,var(--ink))}
.big{min-height:56px;font-size:1.125rem}
@media (min-width:30rem){form>button,.stack>button,.stack>.button,form>.button{width:auto;min-width:12rem}}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
details>summary{min-height:44px;padding-block:.625rem;font-weight:600;cursor:pointer}
details[open]>summary{margin-block-end:.5rem}
.talk>li{padding-block:.75rem;border-block-start:1px solid var(--line)}
.talk>li:first-child{border-block-start:0;padding-block-start:0}
.talk .theirs{padding-inline-start:.75rem;border-inline-start:3px solid var(--accent)}
dl.facts{display:grid;gap:.5rem 1rem}
@media (min-width:30rem){dl.facts{grid-template-columns:max-content 1fr}}
dt{color:var(--quiet);font-size:.875rem}
.steps li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding-block:.25rem}
.number{font-size:1.5rem;font-weight:650;letter-spacing:.03em}
.link{display:block;padding:.625rem .75rem;border:1px solid var(--line);border-radius:8px;background:var(--paper);word-break:break-all;direction:ltr;unicode-bidi:isolate;text-align:start}
.bait{position:absolute;inset-block-start:-100vh;height:1px;width:1px;overflow:hidden}
footer{color:var(--quiet);font-size:.9375rem;padding-block-start:.5rem}
footer p+p{margin-block-start:.25rem}
@media print{:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--quiet:#333;--line:#999}.noprint,form,button{display:none!important}.page{max-width:none;padding:0}.card{border:0;border-block-start:1px solid #999;border-radius:0;padding-inline:0;break-inside:avoid}}
`;

export const STYLE_PATH = `/pages-${createHash('sha256').update(CSS).digest('hex').slice(0, 12)}.css`;

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#1d6b5a"/><path d="m4.5 8.2 2.4 2.4 4.6-5" fill="none" stroke="#fff" stroke-width="1.8"/></svg>';
export const ICON_PATH = '/pages.svg';

/** The shop's own colour on our buttons, with black or white on it, whichever reads better; null for anything but a hex colour. */
export function accentRule(accent: string | undefined): string | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(accent ?? '')?.[1];
  if (!hex) return null;
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((from) => linear(Number.parseInt(full.slice(from, from + 2), 16) / 255));
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return `:root{--accent:#${full};--accent-ink:${(luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#000' : '#fff'}}`;
}

const linear = (share: number): number => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
