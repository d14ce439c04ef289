export type Subscription = {
  id: string;
  state: 'active' | 'cancelled';
  plan: string;
  price: number;
  cancelledAt: string | null;
  adjustment: string | null;
  /** How often somebody asked to cancel, whatever came of it. */
  cancelCalls: number;
};

/** The shop's own billing, in memory: the only place that knows whether a subscription runs. */
export function createBilling(plans: { subscription: string; plan: string; price: number }[], now: () => Date) {
  const subscriptions = new Map<string, Subscription>();
  for (const { subscription: id, plan, price } of plans) {
    subscriptions.set(id, { id, state: 'active', plan, price, cancelledAt: null, adjustment: null, cancelCalls: 0 });
  }
  const refusing = new Set<string>();

  return {
    find: (id: string) => subscriptions.get(id),

    /** @returns undefined when there is no such subscription, 'refused' while the bank says no */
    cancel(id: string): Subscription | 'refused' | undefined {
      const found = subscriptions.get(id);
      if (!found) return undefined;
      found.cancelCalls += 1;
      if (refusing.has(id)) return 'refused';
      if (found.state === 'active') {
        found.state = 'cancelled';
        found.cancelledAt = now().toISOString();
      }
      return found;
    },

    adjust(id: string, what: string): Subscription | undefined {
      const found = subscriptions.get(id);
      if (found) found.adjustment = what;
      return found;
    },

    resume(id: string): Subscription | undefined {
      const found = subscriptions.get(id);
      if (found) Object.assign(found, { state: 'active', cancelledAt: null, adjustment: null });
      return found;
    },

    /** So that people can try what happens when billing says no. */
    refuse(id: string, yes: boolean) {
      if (yes) refusing.add(id);
      else refusing.delete(id);
    },
  };
}
