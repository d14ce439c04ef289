import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const home = `${realpathSync(fileURLToPath(new URL('../node_modules/preact', import.meta.url))).replaceAll('\\', '/')}/`;
const entries: Record<string, string> = {
  preact: `${home}src/index.js`,
  'preact/hooks': `${home}hooks/src/index.js`,
  'slim-jsx': '\0jsx',
};

/** JSX straight onto Preact's own nodes. */
const JSX = `
import { createVNode, Fragment } from '${home}src/create-element.js';
const h = (type, props, ...children) => {
  const { ref, key, ...rest } = props ?? {};
  return createVNode(type, { ...rest, children }, key, ref);
};
export { h, Fragment };
`;

/** The two hooks with memory, without reducers, memos and bail-outs. */
const STATE = `
  const state = getHookState(currentIndex++);
  state._component ||= currentComponent;
  return (state._value ||= [
    invokeOrReturn(undefined, initialState),
    (action) => {
      const now = (state._nextValue || state._value)[0];
      const next = invokeOrReturn(now, action);
      if (ObjectIs(now, next)) return;
      state._nextValue = [next, state._value[1]];
      state._component.setState();
    },
  ]);
`;
const ENQUEUE = `
  if (c._bits & COMPONENT_DIRTY) return;
  c._bits |= COMPONENT_DIRTY;
  rerenderQueue.push(c);
  queueMicrotask(process);
}
`;
/** A state set while drawing is drawn next, not at once. */
const RENDER = `
  c._bits &= ~COMPONENT_DIRTY;
  options._render(newVNode);
  tmp = newType(c.props);
`;
/** The old child in the same place, else the first that fits. */
const MATCH = `
  const fits = (old) => old && !(old._flags & MATCHED) && key == old.key && type == old.type;
  const there = oldChildren[skewedIndex];
  return (there === NULL && key == NULL) || fits(there) ? skewedIndex : oldChildren.findIndex(fits);
`;
const REF = `
  const state = getHookState(currentIndex++);
  return (state._value ||= { current: initialValue });
`;

type Cut = [from: string, to: string, instead?: string];

/**
 * What the panel never does: take over HTML of a server, suspend, draw SVG or MathML, reach into other documents, use class
 * components, context, raw HTML, effects after painting or refs of what is gone. Each cut goes from its first words up to its last (not included).
 * A cut that finds nothing stops the build, so that another Preact is looked at before it is shipped.
 */
const CUTS: Record<string, Cut[]> = {
  'src/diff/index.js': [
    ['if (\n\t\toldVNode._flags & MODE_SUSPENDED', 'if ((tmp = options._diff))'],
    ['const isClassComponent', '// Necessary for createContext', 'const isClassComponent = false;'],
    ['tmp = newType.contextType;', '// Get component and set', 'const provider = false;'],
    ['newVNode._component = c = new BaseComponent(', 'c.constructor = newType', 'newVNode._component = c = new BaseComponent(newProps);'],
    ['c.constructor = newType', '}\n\t\t\t\tif (provider)'],
    ['if (!c.state) c.state', 'c._bits |= COMPONENT_DIRTY'],
    ['c._stateCallbacks = [];', '}\n\n\t\t\tif (isClass'],
    ['if (isClassComponent) {\n\t\t\t\tif (!c._nextState', 'c._vnode = newVNode'],
    [
      '(newVNode._original == oldVNode._original &&',
      ') {\n\t\t\t\t\t// More',
      'newVNode._original == oldVNode._original && !(c._bits & COMPONENT_DIRTY)',
    ],
    ['if (newVNode._original != old', 'newVNode._dom = oldVNode._dom'],
    ['EMPTY_ARR.push.apply', 'if (c._renderCallbacks.length'],
    ['if (c.componentWillUpdate)', 'c.context = componentContext', '}\n'],
    ['c.context = componentContext', 'c.props = newProps'],
    ['c._bits &= ~COMPONENT_FORCE', '// Function components'],
    ['let renderHook', 'if (isClassComponent) {\n\t\t\t\tEMPTY', RENDER],
    ['if (isClassComponent) {\n\t\t\t\tEMPTY', 'const renderResult'],
    ['if (newProps._parentDom) {\n\t\t\t\ttmp = oldDom', 'oldDom = diffChildren'],
    ['if (newProps._parentDom) {\n\t\t\t\tnewVNode._dom = NULL', '// Keep `_excess`'],
    ['newVNode._flags &= RESET_MODE', 'if (c._renderCallbacks.length) {\n\t\t\t\tcommitQueue.push(c);\n\t\t\t}\n\n\t\t\t// Only'],
    ['if (c._bits & COMPONENT_PROCESSING_EXCEPTION) {\n\t\t\t\tc', '} catch (e) {'],
    ['if (c._bits & COMPONENT_PENDING_ERROR) {', '} else {\n\t\t\t\t// Instantiate'],
    ['if (isHydrating || excessDomChildren) {\n\t\t\t\tif', 'if (!newVNode._children) {', 'newVNode._dom = oldVNode._dom;'],
    ["if (nodeType == 'svg')", 'if (!dom) {'],
    ['const doc = parentDom', 'if (!nodeType) {\n\t\t\treturn', 'const doc = document;'],
    ['// Without `is`', '// we created a new parent', 'dom = doc.createElement(nodeType);'],
    ['excessDomChildren = NULL;\n\t}', 'if (!nodeType) {\n\t\t// During', '}'],
    ['if (oldProps !== newProps && (!isHydrating', 'dom.data = newProps', 'if (oldProps !== newProps) {'],
    ['parentDom = (nodeType ==', 'for (i in oldProps) {', 'parentDom = dom;'],
    ["if (i == 'dangerouslySetInnerHTML') {\n\t\t\t\toldHtml", "i != 'children' &&", 'if ('],
    ["!(i == 'value' && 'def", ') {\n\t\t\t\tsetProperty(dom, i, NULL', 'true'],
    ["} else if (i == 'dangerouslySetInnerHTML') {\n\t\t\t\tnewHtml", "} else if (i == 'value')"],
    ["(!isHydrating || typeof value == 'function') &&", 'oldProps[i] !== value'],
    ['// If the new vnode', 'diffChildren(\n\t\t\t\tparentDom', '{'],
    ['excessDomChildren\n\t\t\t\t\t? excess', 'oldVNode._children &&'],
    ['if (excessDomChildren) excess', '}\n\n\t\t// As above'],
    ["if (!isHydrating || nodeType == 'textarea') {", "i = 'value'", '{'],
    ["if (nodeType == 'progress' &&", 'inputValue != UNDEFINED', 'if ('],
    ['(inputValue !== dom[i] ||', ') {\n\t\t\t\tsetProperty(dom, i, inputValue', 'inputValue !== dom[i]'],
    ['try {\n\t\tif (typeof ref', '/**\n * Unmount', 'ref.current = value; }'],
    ['if ((r = vnode.ref)', 'if ((r = vnode._children))', 'if ((r = vnode._component)) r._parentDom = NULL;\n'],
    ['? skipRemove && !vnode', ': true', '? skipRemove'],
    ['// A component that suspended while', 'if (!skipRemove) removeNode'],
    ['function rangeEnd(', 'function markAsForce', ''],
    ['if (!(e && e.then)) markAsForce', 'options._catchError(e, newVNode, old'],
  ],
  'src/diff/children.js': [
    ['|| oldVNode._flags & REF_DETACHED', ') {\n\t\t\tif (oldVNode.ref)'],
    ['if (oldVNode.ref) applyRef', 'if (childVNode.ref) {'],
    ['let oldVNode = oldChildren[skewedIndex]', '\n}', MATCH],
    ['if (moved) {', '// Remove remaining', 'if (moved) newChildren.some((child) => { if (child) child._flags |= INSERT_VNODE; });\n'],
    ['if (parentVNode.props._parentDom) return', 'let children = parentVNode'],
    ['let next = oldDom', '}\n\t\toldDom = dom', 'if (dom != oldDom) { parentDom.insertBefore(dom, oldDom || NULL);'],
    ['while (\n\t\t(oldDom = oldDom && oldDom.next', 'return oldDom;', 'oldDom = oldDom && oldDom.nextSibling;'],
  ],
  'src/render.js': [
    ['EMPTY_OBJ,\n\t\tparentDom.name', 'parentDom.name'],
    ['if (parentDom.nodeType', 'let isHydrating'],
    ['let isHydrating', 'let oldVNode', ''],
    ['isHydrating ? NULL', 'parentDom._children;'],
    ['parentDom.namespaceURI,', 'commitQueue,'],
  ],
  'src/util.js': [['export const slice', 'export const assign', 'export const slice = 0;\n']],
  'src/component.js': [
    ['this.context = context;', 'this._bits'],
    ['parentDom.namespaceURI,', 'commitQueue,'],
    ['oldVNode._flags & MODE_HYDRATE,', 'refQueue'],
    ['let s = this._nextState', '};\n\n/**', 'if (this._vnode) enqueueRender(this);'],
    ['BaseComponent.prototype.forceUpdate', '/**'],
    ['BaseComponent.prototype.render', '/**'],
    ['if (\n\t\t(!(c._bits', "/**\n * @param {import('./internal').Component} a", ENQUEUE],
    [
      'try {\n\t\tlet c,',
      'if (c._bits & COMPONENT_DIRTY) {\n\t\t\t\trender',
      'for (let c; (c = rerenderQueue.sort(depthSort).shift()); ) {\n',
    ],
    ['} finally {', '\n}', ''],
  ],
  // The panel says itself what becomes of an error.
  'src/options.js': [
    ['import {', '/**'],
    ['_catchError', '}'],
  ],
  'hooks/src/index.js': [
    ['options._root =', 'options._render ='],
    ['currentHook = 1;', 'export function useReducer', `${STATE}}\n`],
    ['currentHook = 5;', 'export function useImp', `${REF}}\n`],
    ['state._passive = false', 'state._value'],
    ['if (options._hook) {', 'currentHook = 0'],
    ['!options._skipEffects &&', 'argsChanged'],
    ['!options._skipEffects &&', 'argsChanged'],
    ['if (previousComponent == currentComponent) {', 'hooks._list.some'],
    ['previousComponent = currentComponent;', '};'],
    ['if (c.__hooks._pendingEffects', 'c.__hooks._list.some'],
    ['previousComponent = currentComponent = null', ';\n};', 'currentComponent = null'],
    [
      'try {\n\t\t\tcomponent._renderCallbacks',
      '});\n\n\tif (oldCommit)',
      'component._renderCallbacks.some(invokeCleanup);\ncomponent._renderCallbacks = component._renderCallbacks.filter(cb => cb._value ? invokeEffect(cb) : true);\n',
    ],
    ['let hasErrored', 'c.__hooks = undefined', 'c.__hooks._list.some(invokeCleanup);\n'],
    ['if (hasErrored)', '}\n};\n\n/**'],
  ],
  'src/diff/props.js': [
    ["if (name == 'style') {", "else if (name[0] == 'o'", 'if (false) {}'],
    ["if (typeof value != 'function') value", '// Handlers are'],
    ['(dom._attached ||', 'useCapture'],
    ['if (e[EVENT_DISPATCHED]', 'return eventHandler(', ''],
    ['options.event ?', ');\n\t\t}', 'e'],
    ['useCapture = name != (name', 'name = name.slice(2)'],
    ['if (namespace == SVG_NAMESPACE) {', "name != 'width'", 'if ('],
    ["name != 'width' &&", 'name in dom'],
    ['try {\n\t\t\t\tdom[name]', '}\n\n\t\t// aria-', "dom[name] = value == NULL ? '' : value;\n\t\t\t\treturn;"],
    ["if (typeof value == 'function') return", 'if (value != NULL'],
    ["name == 'popover' && value == true ? ''", 'value);\n', ''],
  ],
};

/** Arguments handed through all of Preact for what was cut. */
const UNUSED = new RegExp(
  [
    String.raw`^\s*(?:excessDomChildren|isHydrating|namespace|globalContext|component\._globalContext),?$`,
    String.raw`, (?:namespace|useCapture|componentContext)(?=\))`,
    String.raw` && !vnode\.props\._parentDom`,
    String.raw`^\s*if \((?:!original && )?options\.(?:vnode|_root)\).*$`,
    String.raw`^\tif \(old\w+\) old\w+\(.*\);$`,
    String.raw`^let old\w+ = options.*$`,
  ].join('|'),
  'gm',
);

/** The hooks are always there. */
const ALWAYS = /if \(\(?(?:tmp = )?options\.(\w+)\)\)? (?:tmp|options\.\w+)\(/g;

function cut(file: string, source: string): string {
  let left = source;
  for (const [from, to, instead = ''] of CUTS[file] ?? []) {
    const start = left.indexOf(from);
    const end = left.indexOf(to, start + 1);
    if (start < 0 || end < 0)
      throw new Error(`This Preact is not the one the widget was cut for: ${file} has no "${start < 0 ? from : to}".`);
    left = left.slice(0, start) + instead + left.slice(end);
  }
  return left.replaceAll(UNUSED, '').replaceAll(ALWAYS, 'options.$1(');
}

/** Preact from its source, without what the panel never does, and with short names for its own properties. */
export function slimPreact(): Plugin {
  const short = new Map<string, string>([['_catchError', '__e']]);
  const slim = (file: string) =>
    cut(file, readFileSync(home + file, 'utf8')).replaceAll(/(?<=[.{,\s(])_{1,2}[a-z]\w+(?!['"\w])/gi, (name) => {
      if (!short.has(name)) short.set(name, String.fromCharCode(97 + (short.size % 26)) + '_'.repeat(short.size / 26));
      return short.get(name)!;
    });
  // In one order, whatever is loaded first: the same source gives the same build.
  for (const file of Object.keys(CUTS)) slim(file);
  return {
    name: 'slim-preact',
    enforce: 'pre',
    resolveId: (id) => entries[id],
    load(id) {
      if (id === '\0jsx') return JSX;
      return id.startsWith(home) ? slim(id.slice(home.length)) : undefined;
    },
  };
}
