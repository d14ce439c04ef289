/** What a careless or old style sheet says about everything at once. `line-through` and its like reach inward by inheritance. */
const HOSTILE: Record<string, string> = {
  color: 'lime',
  'background-color': 'magenta',
  'background-image': 'linear-gradient(red, blue)',
  'font-family': 'cursive',
  'font-size': '41px',
  'font-style': 'italic',
  'font-weight': '100',
  'font-variant-caps': 'small-caps',
  'font-stretch': '50%',
  'line-height': '3.7',
  'letter-spacing': '9px',
  'word-spacing': '30px',
  'text-align': 'right',
  'text-decoration-line': 'line-through',
  'text-indent': '60px',
  'text-shadow': '3px 3px red',
  'text-transform': 'uppercase',
  'white-space-collapse': 'preserve',
  'word-break': 'break-all',
  visibility: 'hidden',
  cursor: 'wait',
  'pointer-events': 'none',
  'user-select': 'none',
  'list-style-type': 'square',
  'border-top-width': '12px',
  'border-top-style': 'dashed',
  'border-top-color': 'red',
  'border-top-left-radius': '50px',
  'box-shadow': '0 0 40px red',
  'box-sizing': 'content-box',
  'margin-top': '77px',
  'padding-left': '66px',
  width: '33px',
  'min-width': '5px',
  'max-width': '44px',
  height: '22px',
  'min-height': '3px',
  'max-height': '55px',
  position: 'absolute',
  top: '-500px',
  'z-index': '-1',
  display: 'inline',
  float: 'right',
  overflow: 'hidden',
  opacity: '0.2',
  transform: 'rotate(45deg)',
  filter: 'invert(1)',
  'clip-path': 'inset(50%)',
  'mix-blend-mode': 'difference',
  'writing-mode': 'vertical-rl',
  direction: 'rtl',
  'caret-color': 'red',
  'accent-color': 'red',
  'color-scheme': 'dark',
  zoom: '1',
  quotes: '"«" "»"',
  'border-collapse': 'collapse',
  'outline-style': 'dotted',
  'transition-duration': '9s',
  'animation-duration': '9s',
};

export const WATCHED = Object.keys(HOSTILE);

const declarations = Object.entries(HOSTILE)
  .map(([name, value]) => `${name}: ${value} !important;`)
  .join(' ');

/** Aimed at everything, at native elements, and at us by name. */
export const HOSTILE_CSS = `
*, *::before, *::after, ::backdrop, ::slotted(*) { ${declarations} }
html, body, button, input, select, textarea, label, dialog, form, h2, p, ul, a, output, summary, details, fieldset { ${declarations} }
amends-panel, html > amends-panel, amends-panel *, amends-panel::part(any), amends-panel:not(#a):not(#b) { ${declarations} }
:host, :host(*), :host-context(body) { ${declarations} }
:root { --a: red; --b: red; --l: red; --r: 99px; --amends: red }
@keyframes spin { to { rotate: 1turn } }
`;
