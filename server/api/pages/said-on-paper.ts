import { Area, type Asked, Contact, type Cost, STORY_MAX } from '#shared/contracts/case.ts';
import type { Speak } from '#shared/words/speak.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { token } from '#shared/contracts/basics.ts';
import { readAmount } from './customer-deeds.ts';
import type { FilledForm } from './filled-form.ts';

const CONTRACT_MAX = 200;
const MINUTES_MAX = 100_000;

/** Reads the fields that several forms have, and collects what is wrong with them in the reader's language. */
export function readSaid(form: FilledForm, say: Speak, config: Pick<SiteConfig, 'currency' | 'remedies'>) {
  const errors: Record<string, string> = {};
  const line = (name: string, max: number): string | undefined => {
    const text = form.text(name);
    if (text.length > max) errors[name] = say('error_too_long', { max });
    else if (text && !token(max).safeParse(text).success) errors[name] = say('error_changed');
    return text || undefined;
  };
  const sum = (name: string) => {
    const read = readAmount(form.text(name), config.currency, say);
    if ('error' in read) errors[name] = read.error;
    return 'money' in read ? read.money : undefined;
  };
  const required = (name: string, value: string | undefined): string => {
    if (!value) errors[name] ??= say('form_required');
    return value ?? '';
  };

  return {
    errors,
    line,
    required,
    key: token(200).safeParse(form.text('key')).data,
    story(name = 'story'): string | undefined {
      const text = form.text(name);
      if (text.length > STORY_MAX) errors[name] = say('error_too_long', { max: STORY_MAX });
      return text || undefined;
    },
    reason: (): string | undefined => line('reason', 60),
    asked(): Asked[] | undefined {
      const asked = form
        .all('asked')
        .filter((remedy) => config.remedies.some(({ id }) => id === remedy))
        .slice(0, 10)
        .map((remedy) => {
          const amount = sum(`amount.${remedy}`);
          return { remedy, ...(amount && { amount }) };
        });
      return asked.length > 0 ? asked : undefined;
    },
    contact(): Contact | undefined {
      const contact = { name: line('name', CONTRACT_MAX), email: form.text('email') || undefined, phone: line('phone', 50) };
      if (contact.email && !Contact.shape.email.safeParse(contact.email).success) errors.email = say('error_email');
      return contact.name || contact.email || contact.phone ? contact : undefined;
    },
    area(): Area | undefined {
      const area = {
        order: line('order', 100),
        shop: line('where', 200),
        touchpoint: line('touchpoint', 100),
        happenedOn: form.text('when') || undefined,
      };
      if (area.happenedOn && !Area.shape.happenedOn.safeParse(area.happenedOn).success) errors.when = say('error_changed');
      return Object.values(area).some(Boolean) ? area : undefined;
    },
    cost(): Cost | undefined {
      const minutes = form.text('minutes') ? Number(form.text('minutes')) : undefined;
      if (minutes !== undefined && (!Number.isInteger(minutes) || minutes < 0 || minutes > MINUTES_MAX))
        errors.minutes = say('error_amount');
      const money = sum('cost');
      const feelings = form.all('feeling').slice(0, 10);
      return money || minutes !== undefined || feelings.length > 0
        ? { ...(money && { money }), ...(minutes !== undefined && { minutes }), ...(feelings.length > 0 && { feelings }) }
        : undefined;
    },
  };
}
