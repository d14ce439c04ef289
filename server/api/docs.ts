import { html } from 'hono/html';

type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  description?: string;
  const?: unknown;
};
type Operation = {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description?: string }>;
};
/** What this page reads of an OpenAPI 3.1 document. */
export type ApiDocument = {
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  webhooks?: Record<string, Record<string, Operation>>;
};

const METHODS = ['get', 'post', 'put', 'delete'];

/** The API to read: every call with what it takes and what it answers. No script, nothing from elsewhere. */
export function drawDocs({ info, paths, webhooks = {} }: ApiDocument) {
  const groups = Map.groupBy(Object.entries(paths), ([path]) => groupOf(path));
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${info.title} API</title>
<link rel="stylesheet" href="/docs.css"></head><body><main>
<h1>${info.title} API</h1>
<p>Bodies are JSON. Money is in minor units with a currency; instants are UTC. What goes wrong is <code>application/problem+json</code> with a <code>code</code> that never changes. <a href="/v1/openapi.json">OpenAPI 3.1 document</a></p>
<nav aria-label="Parts"><ul>${[...groups.keys(), 'webhooks'].map((name) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>
${[...groups].map(([name, calls]) => html`<section id="${name}"><h2>${name}</h2>${calls.map(([path, methods]) => METHODS.filter((method) => methods[method]).map((method) => drawCall(method, path, methods[method]!)))}</section>`)}
<section id="webhooks"><h2>webhooks</h2><p>Sent to your addresses by Standard Webhooks. Every event of a case is <code>{type, timestamp, data: {case, event}}</code>; these are other than that.</p>
${Object.entries(webhooks).map(([name, methods]) => METHODS.filter((method) => methods[method]).map((method) => drawCall(method, name, methods[method]!)))}</section>
</main></body></html>`;
}

function drawCall(method: string, path: string, { summary, parameters = [], requestBody, responses = {} }: Operation) {
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  return html`<details><summary><b>${method.toUpperCase()}</b> <code>${path}</code> <span>${summary ?? ''}</span></summary>
${parameters.length > 0 && html`<h3>Parameters</h3><ul>${parameters.map((one) => html`<li><code>${one.name}</code> in the ${one.in}${one.required ? '' : ', may be left out'}</li>`)}</ul>`}
${body?.properties && html`<h3>Body</h3><ul>${Object.entries(body.properties).map(([name, schema]) => html`<li><code>${name}</code> ${shapeOf(schema)}${body.required?.includes(name) ? '' : ', may be left out'}${schema.description ? `: ${schema.description}` : ''}</li>`)}</ul>`}
<h3>Answers</h3><ul>${Object.entries(responses).map(([status, answer]) => html`<li><code>${status}</code> ${answer.description ?? ''}</li>`)}</ul></details>`;
}

/** A schema in a few words: `string`, `one of a, b`, `list of {remedy, amount}`. */
function shapeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map(shapeOf).join(' or ');
  if (schema.items) return `list of ${shapeOf(schema.items)}`;
  if (schema.properties) return `{${Object.keys(schema.properties).join(', ')}}`;
  return [schema.type ?? 'anything'].flat().join(' or ');
}

const groupOf = (path: string): string => path.split('/')[2] ?? 'other';

export const DOCS_CSS = `:root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,sans-serif}main{max-width:60rem;margin:0 auto;padding:1.5rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}details{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:.4rem 0}
summary{cursor:pointer;min-height:2rem}summary b{display:inline-block;min-width:4.5rem}summary span{opacity:.75}h2{margin-top:2rem}h3{font-size:1rem;margin:.6rem 0 .2rem}
ul{margin:.2rem 0}code{overflow-wrap:anywhere}`;
