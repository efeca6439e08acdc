import { html, render } from 'lit';
import { text } from '../texts.js';

const COMMAND = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

const KEYS = [
  ['help_message', [COMMAND, 'K']],
  ['help_name', [COMMAND, '/']],
  ['help_send', ['Enter']],
  ['help_newline', ['Shift', 'Enter']],
  ['help_clear', ['Esc']],
  ['help_stop', [COMMAND, '.']],
  ['help_search', ['/']],
  ['help_help', ['?']],
  ['help_walk', ['↑'], ['↓']],
  ['help_ends', ['Home'], ['End']],
];

/** @param singleKeys { get(), set(on) } */
export function openHelp(dialog, body, singleKeys) {
  render(
    html`<h3>${text('help_keys')}</h3>
      <dl class="keys">
        ${KEYS.map(([label, ...ways]) => html`<div><dt>${ways.map((keys) => keys.map((key) => html`<kbd>${key}</kbd>`))}</dt><dd>${text(label)}</dd></div>`)}
      </dl>
      <label class="switch"><input type="checkbox" .checked=${singleKeys.get()} @change=${(event) => singleKeys.set(event.target.checked)} /> ${text('help_single')}</label>
      <h3>${text('help_how')}</h3>
      <p>${text('help_how_text')}</p>
      <form method="dialog"><button class="primary">${text('close')}</button></form>`,
    body,
  );
  if (!dialog.open) {
    dialog.showModal();
  }
}
