/* The shop's own script: who is signed in, and how a subscription is cancelled here. */
(() => {
  const { base, identity } = document.currentScript.dataset;
  const link = document.querySelector('a[data-amends="cancel"]');

  const amendsScript = document.querySelector('script[data-site]');
  const tellWho = () => window.Amends?.('identify', identity);
  if (window.Amends) tellWho();
  else amendsScript?.addEventListener('load', tellWho);
  if (!link) return;

  const billing = `${base}/billing/subscriptions/${link.dataset.subscription}`;
  const show = (text) => (document.querySelector('#club-state').textContent = text);

  async function handleCancel() {
    const answer = await fetch(`${billing}/cancellation`, { method: 'POST' });
    if (!answer.ok) throw new Error((await answer.json()).error);
    show('Cancelled today. You can start again whenever you like.');
    link.hidden = true;
  }

  async function handleOffer(offer) {
    const answer = await fetch(`${billing}/adjustment`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ what: offer.title }),
    });
    if (!answer.ok) throw new Error('The offer was not noted.');
    show(`Goes on, and this was agreed: ${offer.title}`);
  }

  link.addEventListener('click', async (event) => {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!window.Amends || elsewhere) return; // without Amends the link is just a link
    event.preventDefault();
    try {
      const subscription = link.dataset.subscription;
      const { outcome } = await window.Amends('cancel', { subscription, identityToken: identity, handleCancel, handleOffer });
      if (outcome === 'unavailable') location.assign(link.href);
    } catch {
      location.assign(link.href);
    }
  });
})();
