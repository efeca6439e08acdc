import { text } from '../texts.js';

// Small decisions about how things are shown.
const OWN_LIGHT = new Set(['witch', 'vampire', 'ghost', 'werewolf', 'zombie']);
const HUES = 8;

/** The name of a persona's colour: its own, or one of eight that its key always gets. */
export function tintOf(persona) {
  if (!persona) {
    return 'human';
  }
  if (OWN_LIGHT.has(persona)) {
    return persona;
  }
  let sum = 0;
  for (const char of persona) {
    sum = (sum * 31 + char.codePointAt(0)) % 9973;
  }
  return `hue-${sum % HUES}`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

export const timeOf = (iso) => clock.format(new Date(iso));
export const dayOf = (iso) => day.format(new Date(iso));
/** Only the time for today. */
export const momentShort = (iso) => (dayOf(iso) === dayOf(Date.now()) ? timeOf(iso) : `${dayOf(iso)}, ${timeOf(iso)}`);
export const momentOf = (iso) => full.format(new Date(iso));

/** `openai/gpt-4o-mini` → `gpt-4o-mini`; the script has a word of its own. */
export function modelName(model) {
  if (model === 'scripted') {
    return text('scripted');
  }
  return model.slice(model.indexOf('/') + 1);
}

export const seconds = (ms) => (ms / 1000).toFixed(ms < 9950 ? 1 : 0);

export function ruleText(reason) {
  const key = `rule_${reason.replace(/[^a-z]+/gi, '_').toLowerCase()}`;
  const known = text(key);
  return known === key ? reason : known;
}

/** Without HTTPS browsers lend the clipboard only to a selection. */
export async function copyText(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const area = document.createElement('textarea');
    area.value = words;
    area.className = 'sr';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
