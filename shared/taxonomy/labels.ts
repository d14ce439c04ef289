import ar from './labels/ar.json' with { type: 'json' };
import de from './labels/de.json' with { type: 'json' };
import el from './labels/el.json' with { type: 'json' };
import en from './labels/en.json' with { type: 'json' };
import es from './labels/es.json' with { type: 'json' };
import fr from './labels/fr.json' with { type: 'json' };
import hi from './labels/hi.json' with { type: 'json' };
import mn from './labels/mn.json' with { type: 'json' };
import ptBr from './labels/pt-BR.json' with { type: 'json' };
import tr from './labels/tr.json' with { type: 'json' };
import ur from './labels/ur.json' with { type: 'json' };
import zhHans from './labels/zh-Hans.json' with { type: 'json' };

/** What the customer reads for every id of the taxonomy, in one language. */
export type Labels = {
  reasons: Record<string, string>;
  probes: Record<string, string>;
  probe_choices: Record<string, string>;
  remedies: Record<string, string>;
  feelings: Record<string, string>;
};

export const LABELS: Record<string, Labels> = { en, de, el, es, fr, hi, mn, ur, ar, 'zh-Hans': zhHans, 'pt-BR': ptBr, tr };
