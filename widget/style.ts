/**
 * The look of the panel. A merchant sets `--amends-accent`, `--amends-radius` and `--amends-font` on `:root`, or the site's theme.
 * System colours follow light, dark and forced colours by themselves; lengths are px and em, because `rem` is the host's.
 */
export const css = `
:host{all:initial!important;display:contents!important}
*{box-sizing:border-box;font:inherit;color:inherit;letter-spacing:normal}
dialog{--a:var(--amends-accent,#1f5f56);--r:var(--amends-radius,10px);--l:color-mix(in srgb,CanvasText 30%,Canvas);--b:#fff;
font:16px/1.5 var(--amends-font,system-ui,sans-serif);color-scheme:light dark;color:CanvasText;background:Canvas;
width:min(560px,100vw - 32px);max-height:min(860px,100dvh - 32px);margin:auto;padding:24px;border:1px solid var(--l);border-radius:var(--r);overflow:auto;overscroll-behavior:contain;text-align:start;overflow-wrap:anywhere}
@supports (color:lch(from red l c h)){dialog{--b:lch(from var(--a) calc((49.44 - l)*infinity) 0 0)}}
dialog::backdrop{background:#0008}
h2{font-size:1.4em;font-weight:650;line-height:1.25;margin:0 44px 12px 0;outline:0}
p,ul,fieldset,details,form>label,blockquote,.r{margin:0 0 14px;padding:0}
ul{padding-inline-start:20px}
label,legend,summary{font-weight:550}
input,select,textarea,nav button{display:block;width:100%;margin-top:4px;padding:9px 12px;min-height:44px;border:1px solid color-mix(in srgb,CanvasText 55%,Canvas);border-radius:calc(var(--r)*.7);background:Field;color:FieldText;font-weight:400}
textarea{resize:vertical}
details label,fieldset>label:not(.c){display:block;margin-bottom:12px}
fieldset{border:0;min-width:0}legend{padding:0;margin-bottom:6px}
.c{display:inline-flex;align-items:center;gap:8px;min-height:44px;margin:0 8px 8px 0;padding:6px 14px 6px 12px;border:1px solid var(--l);border-radius:22px;font-weight:400;cursor:pointer}
.c:has(:checked){border-color:CanvasText;box-shadow:inset 0 0 0 1px CanvasText}
.c input{width:18px;min-height:18px;height:18px;margin:0;accent-color:var(--a);flex:none}
details{border-top:1px solid var(--l);margin:0}
summary{min-height:44px;padding:10px 0;cursor:pointer}
details[open]{padding-bottom:8px}details+:not(details){margin-top:14px;border-top:1px solid var(--l);padding-top:14px}
button{cursor:pointer;min-height:44px;padding:9px 18px;border:1px solid CanvasText;border-radius:calc(var(--r)*.7);background:Canvas;font-weight:600}
.b{background:var(--a);color:var(--b);border-color:transparent}
.r{display:flex;flex-wrap:wrap;gap:10px}.r>*{flex:1 1 180px}
.l{padding:0 2px;min-height:24px;border:0;background:none;text-decoration:underline}
nav{display:grid;gap:10px}nav button{text-align:start}
.x{position:absolute;inset-block-start:12px;inset-inline-end:12px;width:44px;padding:0;border:0;font-size:24px;line-height:1}
.n{padding:10px 14px;border-inline-start:4px solid var(--a);background:color-mix(in srgb,CanvasText 6%,Canvas)}
.s,small{font-size:.875em}.s:empty,[role=status]:empty{margin:0}
.h{position:absolute;width:1px;min-height:0;height:1px;padding:0;border:0;opacity:0;inset-inline-start:0;pointer-events:none}
a{color:LinkText;display:inline-block;padding:4px 0}
blockquote{white-space:pre-wrap;padding:10px 14px;border:1px solid var(--l);border-radius:var(--r);max-height:30vh;overflow:auto}
footer{margin-top:16px;font-size:.875em}footer p{margin:0}
:focus-visible{outline:3px solid var(--a);outline-offset:2px;box-shadow:0 0 0 2px Canvas}
[aria-invalid]{border:2px solid;outline:1px solid #c22}
output{position:fixed;inset:auto 16px 16px;margin:auto;width:fit-content;max-width:100%;z-index:2147483647;padding:12px 18px;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark;color:Canvas;background:CanvasText;border-radius:10px}
@media (max-width:520px){dialog{width:100vw;max-width:none;height:100dvh;max-height:none;border:0;border-radius:0;padding:20px max(16px,env(safe-area-inset-right)) max(20px,env(safe-area-inset-bottom)) max(16px,env(safe-area-inset-left))}}
`;
