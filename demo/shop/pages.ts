import { html } from 'hono/html';
import type { Subscription } from './billing.ts';
import { drawingOf } from './drawings.ts';
import { CUSTOMERS, type Customer, inEuro, ORDERS, type Order, type Product, PRODUCTS, totalOf } from './goods.ts';

const day = (instant: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

export const productList = (base: string) =>
  html` <section class="hero">
      <h1>Things for a kitchen that is used</h1>
      <p>Made to last, repaired when they do not.</p>
    </section>
    <ul class="grid">
      ${PRODUCTS.map(
        (product) =>
          html`<li class="card">
            <a href="${base}/products/${product.id}">${drawingOf(product.drawing)}<strong>${product.name}</strong></a>
            <span>${product.line}</span><span class="price">${inEuro(product.price)}</span>
          </li>`,
      )}
    </ul>`;

export const productPage = (product: Product) =>
  html` <article class="product">
    <div class="picture">${drawingOf(product.drawing)}</div>
    <div>
      <h1>${product.name}</h1>
      <p class="price">${inEuro(product.price)}</p>
      <p>${product.line}. ${product.more}</p>
      <p class="acts"><button type="button" class="main" disabled>Sold out for the demo</button></p>
      <p class="acts"><button type="button" data-amends="feedback" data-touchpoint="product">Missing something on this page?</button></p>
    </div>
  </article>`;

export const orderPage = (base: string, order: Order) =>
  html` <p><a href="${base}/account">Back to your account</a></p>
    <h1>Order ${order.number}</h1>
    <p>Placed on ${day(order.placedOn)}. ${order.state}.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" class="number">How many</th>
          <th scope="col" class="number">Price</th>
        </tr>
      </thead>
      <tbody>
        ${order.lines.map(({ product, quantity, price }) => {
          const bought = PRODUCTS.find(({ id }) => id === product);
          return html`<tr>
            <td><a href="${base}/products/${product}">${bought?.name ?? product}</a></td>
            <td class="number">${quantity}</td>
            <td class="number">${inEuro(price)}</td>
          </tr>`;
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="2">Paid by card</th>
          <td class="number">${inEuro(totalOf(order))}</td>
        </tr>
      </tfoot>
    </table>
    <p class="acts">
      <button type="button" class="main" data-amends="complaint" data-touchpoint="order" data-order="${order.number}">
        Something wrong with this order?
      </button>
      <button type="button" data-amends="praise" data-touchpoint="order">All good? Say so</button>
    </p>`;

const clubState = (subscription: Subscription) =>
  subscription.state === 'cancelled' && subscription.cancelledAt
    ? html`Cancelled on ${day(subscription.cancelledAt)}.`
    : html`Runs every month, ${inEuro(subscription.price)}.${subscription.adjustment ? html` <em>${subscription.adjustment}</em>` : ''}`;

export const accountPage = (base: string, customer: Customer, subscription: Subscription) =>
  html` <h1>Hello, ${customer.name.split(' ')[0]}</h1>
    <section class="panel" aria-labelledby="club">
      <h2 id="club">${subscription.plan}</h2>
      <p id="club-state" role="status">${clubState(subscription)}</p>
      <p class="acts">
        ${
          subscription.state === 'active'
            ? html`<a class="button" href="${base}/account/cancel" data-amends="cancel" data-subscription="${subscription.id}"
                >Cancel subscription</a
              >`
            : html`<form method="post" action="${base}/account/resume"><button class="main">Start again</button></form>`
        }
      </p>
    </section>
    <section class="panel" aria-labelledby="orders">
      <h2 id="orders">Your orders</h2>
      <ul class="plain">
        ${ORDERS.filter(({ customer: buyer }) => buyer === customer.id).map(
          (order) =>
            html`<li>
              <a href="${base}/orders/${order.number}">Order ${order.number}</a>
              <span>${inEuro(totalOf(order))} · ${order.state}</span>
            </li>`,
        )}
      </ul>
    </section>
    <section class="panel" aria-labelledby="who">
      <h2 id="who">Look around as somebody else</h2>
      <form method="post" action="${base}/account/customer" class="acts">
        <label
          >Customer
          <select name="customer">
            ${CUSTOMERS.map(({ id, name }) => html`<option value="${id}" ${id === customer.id ? html` selected` : ''}>${name}</option>`)}
          </select></label
        >
        <button>Sign in</button>
      </form>
    </section>`;

export const cancelPage = (base: string, subscription: Subscription) =>
  subscription.state === 'cancelled'
    ? cancelledPage(base, subscription)
    : html` <h1>Cancel the ${subscription.plan}</h1>
        <p>Your last box has been sent. Nothing more is charged once you cancel, and you can start again whenever you like.</p>
        <form method="post" action="${base}/account/cancel" class="acts">
          <button class="main">Cancel now</button>
          <a class="button" href="${base}/account">Keep it</a>
        </form>`;

const cancelledPage = (base: string, subscription: Subscription) =>
  html` <h1>Your ${subscription.plan} is cancelled</h1>
    <p>Since ${day(subscription.cancelledAt ?? '')}. Thank you for the time you were with us.</p>
    <p class="acts"><a class="button" href="${base}/account">Back to your account</a></p>`;

export const refusedPage = (base: string) =>
  html` <h1>That did not work</h1>
    <p role="alert">The bank did not answer, so your subscription still runs. Please try again in a minute, or write to us.</p>
    <p class="acts"><a class="button" href="${base}/account/cancel">Try again</a></p>`;

export const notFoundPage = (base: string) =>
  html` <h1>There is nothing here</h1>
    <p>The page may have moved. <a href="${base}/">Back to the kitchen</a></p>`;
