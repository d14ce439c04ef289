/** One subscription is cancelled by one window at a time. Answers false when another window is at it. */
export async function alone(subscription: string, act: () => Promise<void>): Promise<boolean> {
  if (!navigator.locks) return act().then(() => true); // a page without https
  return navigator.locks.request(subscription, { ifAvailable: true }, async (lock) => {
    if (lock) await act();
    return !!lock;
  });
}

/** Windows of the same shop tell each other that a subscription is cancelled. */
export function hearOthers(subscription: string, cancelled: () => void): BroadcastChannel {
  const channel = new BroadcastChannel(subscription);
  channel.onmessage = cancelled;
  return channel;
}
