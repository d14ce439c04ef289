import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../test-app.ts';

type Operation = {
  summary?: string;
  responses?: Record<string, { description?: string }>;
  parameters?: { name: string; in: string }[];
  security?: object[];
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
  webhooks: Record<string, unknown>;
};

let shop: TestApp;
let document: Document;
beforeAll(async () => {
  shop = await createTestApp();
  document = await (await shop.get('/v1/openapi.json')).json();
});
afterAll(() => shop.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  );

test('the document is OpenAPI 3.1 and says where the server is', () => {
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1\.\d+$/),
    info: { title: 'Amends', version: expect.stringMatching(/\w/) },
    servers: [{ url: 'http://amends.test' }],
  });
});

test('every call has a summary, an answer when it goes well and one when it does not', () => {
  const isWhole = ({ summary, responses = {} }: Operation) => {
    const codes = Object.keys(responses);
    const isThere = (digit: string) => codes.some((code) => code.startsWith(digit));
    return Boolean(summary) && isThere('2') && isThere('4') && Object.values(responses).every(({ description }) => description);
  };
  expect(operations().length).toBeGreaterThan(35);
  expect(
    operations()
      .filter(({ operation }) => !isWhole(operation))
      .map(({ name }) => name),
  ).toEqual([]);
});

test('every name in a path is explained, and none that is not there', () => {
  for (const { name, path, operation } of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, word]) => word);
    const explained = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
    expect([name, new Set(explained)]).toEqual([name, new Set(named)]);
  }
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!);
  const targetOf = (reference: string) =>
    reference
      .slice('#/'.length)
      .split('/')
      .reduce<unknown>(
        (within, step) => (within as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
        document,
      );
  expect(references.filter((reference) => !reference.startsWith('#/') || targetOf(reference) === undefined)).toEqual([]);
});

test('the merchant’s calls say that they need a secret key, and the public ones that they do not', () => {
  for (const { name, path, operation } of operations()) {
    expect([name, operation.security ?? []]).toEqual([name, path.startsWith('/v1/public/') ? [] : [{ secretKey: [] }]]);
  }
  expect(document.components.securitySchemes).toMatchObject({ secretKey: { type: 'http', scheme: 'bearer' } });
});

describe('what merchants and the widget rely on is in it', () => {
  test.each([
    'get /v1/public/sites/{siteKey}',
    'post /v1/public/cases',
    'post /v1/public/uploads',
    'get /v1/public/challenge',
    'post /v1/public/cancellations',
    'put /v1/public/cancellations/{id}/answer',
    'put /v1/public/cancellations/{id}/offers/{offerId}',
    'put /v1/public/cancellations/{id}/outcome',
    'get /v1/public/case',
    'post /v1/public/case/messages',
    'put /v1/public/case/offers/{offerId}',
    'put /v1/public/case/confirmation',
    'put /v1/public/case/rating',
    'put /v1/public/case/appeal',
    'put /v1/public/case/reopening',
    'put /v1/public/case/withdrawal',
    'get /v1/cases',
    'post /v1/cases',
    'get /v1/cases/{id}',
    'get /v1/cases/{id}/events',
    'put /v1/cases/{id}/assignment',
    'put /v1/cases/{id}/question',
    'put /v1/cases/{id}/decision',
    'put /v1/cases/{id}/fulfilment',
    'put /v1/cases/{id}/resolution',
    'post /v1/cases/{id}/offers',
    'post /v1/cases/{id}/messages',
    'post /v1/cases/{id}/promises',
  ])('%s', (name) => {
    expect(operations().map((operation) => operation.name)).toContain(name);
  });

  test('and what a program hears about a customer who may be leaving again', () => {
    expect(Object.keys(document.webhooks)).toEqual(['customer_slipping']);
  });

  test('and nothing of the staff’s own pages', () => {
    expect(operations().filter(({ path }) => !path.startsWith('/v1/'))).toEqual([]);
  });
});
