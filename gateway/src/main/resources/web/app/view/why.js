import { html, nothing } from 'lit';
import { text } from '../texts.js';
import './request.js';
import { ruleText, seconds, tintOf } from './shown.js';

/** Why a monster spoke: its rule, its dice; for everybody's messages, what the others decided; what it cost and what was asked. */
export function whyPanel(entry, verdicts, nameOf) {
  const first = verdicts?.filter((verdict) => verdict.persona === entry.persona) ?? [];
  const others = verdicts?.filter((verdict) => verdict.persona !== entry.persona) ?? [];
  const known = entry.persona ? first : others;
  return html`<div class="why">
    <p class="why-title">${text(entry.persona ? 'why_title' : 'heard_title')}</p>
    ${known.length ? html`<ul>${[...first, ...others].map((verdict) => line(verdict, nameOf))}</ul>` : html`<p>${text('why_unknown')}</p>`}
    ${cost(entry.usage)}
    ${entry.persona && entry.model && entry.model !== 'scripted' ? html`<mm-request .reply=${entry.id}></mm-request>` : nothing}
  </div>`;
}

function line(verdict, nameOf) {
  const { persona, reason, dice, threshold } = verdict;
  return html`<li data-tint=${tintOf(persona)} data-verdict=${verdict.verdict}>
    <strong>${nameOf(persona)}</strong> ${text(`verdict_${verdict.verdict}`)}: ${ruleText(reason)}
    <code>${reason}</code>
    ${dice === undefined || dice === null ? nothing : html`<span class="dice">🎲 ${text('why_dice', { dice: dice.toFixed(2), threshold: threshold?.toFixed(2) ?? '–' })}</span>`}
  </li>`;
}

function cost(usage) {
  if (!usage) {
    return nothing;
  }
  const { input_tokens: input, output_tokens: output, first_token_ms: first, duration_ms: duration } = usage;
  const known = (value) => value !== undefined && value !== null;
  const parts = [
    known(output) && (known(input) ? text('tokens', { input, output }) : text('tokens_out', { output })),
    known(duration) && text('took', { seconds: seconds(duration) }),
    known(first) && text('first_token', { seconds: seconds(first) }),
  ].filter(Boolean);
  return parts.length ? html`<p class="cost">${parts.join(' · ')}</p>` : nothing;
}
