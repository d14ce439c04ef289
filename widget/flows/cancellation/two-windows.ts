/** One subscription is cancelled by one window at a time. Answers false when another window is at it. */
export async function alone(subscription: string, act: () => Promise<void>): Promise<boolean> {
  const once = async (lock: unknown) => {
    if (lock) await act();
    return !!lock;
  };
  return navigator.locks ? navigator.locks.request(subscription, { ifAvailable: true }, once) : once(true); // no locks without https
}

/** Windows of the same shop tell each other that a subscription is cancelled. */
export function hearOthers(subscription: string, cancelled: () => void): BroadcastChannel {
  const channel = new BroadcastChannel(subscription);
  channel.onmessage = cancelled;
  return channel;
}
