/**
 * The look of the panel. A merchant sets `--amends-accent`, `-radius`, `-font`, `-gap` and `-z` on `:root`; widget/README.md says what each does.
 * System colours follow light, dark and forced colours by themselves; lengths are px, because `rem` is the host's.
 */
export const css = `:host{all:initial!important}
*{box-sizing:border-box;margin:0;padding:0;border:0 solid var(--l);font:inherit;color:inherit}
dialog,output{--a:var(--amends-accent,#1f5f56);--b:#fff;--l:color-mix(in srgb,CanvasText 45%,Canvas);--r:var(--amends-radius,10px);font:16px/1.5 var(--amends-font,system-ui,sans-serif);color-scheme:light dark;color:CanvasText;background:Canvas;width:560px;max-width:100%;max-height:100dvh;margin:auto;padding:24px;scroll-padding:80px;border-width:1px;border-radius:var(--r);overflow:auto;overflow-wrap:anywhere}
@supports (color:lch(from red l c h)){dialog{--b:lch(from var(--a) calc((49.44 - l)*infinity) 0 0)}}
::backdrop{background:#0008}
output{position:fixed;inset:auto 0 24px;width:fit-content;z-index:var(--amends-z,2147483647)}
h2{font-size:24px;line-height:1.2;outline:0}
form>*,details>*,fieldset>*,.v>*,dialog>*+*{margin-top:var(--amends-gap,14px)}
input,select,textarea,button,.b{width:100%;min-height:44px;padding:10px 14px;border-width:1px;border-radius:var(--r);background:Field;font-weight:400}
button{width:auto;background:Canvas;cursor:pointer}
h2,h3,b,label,legend,summary,button{font-weight:600}
.b{border-color:transparent;background:var(--a);color:var(--b)}
.c{display:inline-flex;align-items:center;gap:8px;min-height:44px;margin:8px 0 0;margin-inline-end:8px;padding:4px 14px;border-width:1px;border-radius:22px;font-weight:400;cursor:pointer}
.c:has(:checked){outline:2px solid}
.c input{width:20px;height:20px;min-height:0;accent-color:var(--a)}
label,.v>*{display:block}
details{border-top-width:1px}
summary{min-height:44px;padding-top:10px;margin:0;cursor:pointer}
.r{display:flex;flex-wrap:wrap;gap:10px;position:sticky;bottom:-24px;padding:10px 0;background:Canvas}
.r>*{flex:1 1 120px}
.l{min-height:24px;padding:0;border:0;text-align:start;text-decoration:underline}
.x{float:inline-end;position:sticky;top:-12px;width:44px;margin:-12px -12px 0;padding:0;border:0;font-size:24px}
.n{padding:10px 14px;border-inline-start:4px solid var(--a);overflow:hidden;white-space:pre-line}
ul{padding-inline-start:24px}
.s{font-size:14px}
:empty[role]{margin:0}
.h{position:absolute;width:0;min-height:0;padding:0;opacity:0}
a{line-height:24px}
:focus-visible:not(h2){outline:3px solid;outline-offset:2px}
[aria-invalid]{border:2px solid #c22}
@media (max-width:520px){dialog{width:100%;height:100dvh;border:0;border-radius:0;padding-bottom:max(24px,env(safe-area-inset-bottom))}}`;
