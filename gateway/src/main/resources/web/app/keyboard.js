// Keys that work everywhere. Single keys only where nobody types, and only while they are wanted (WCAG 2.1.4).
const typing = (element) => element?.matches('input, textarea, select, [contenteditable]');

/** @param act { message, name, stop, search, help, escape, singleKeys } */
export function listenForKeys(act) {
  addEventListener('keydown', (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && { k: act.message, '/': act.name, '.': act.stop }[event.key.toLowerCase()];
    const single = !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target) && act.singleKeys() && { '?': act.help, '/': act.search }[event.key];
    const chosen = command || single || (event.key === 'Escape' && act.escape);
    if (chosen && (command || !document.querySelector('dialog[open]'))) {
      if (chosen !== act.escape) {
        event.preventDefault();
      }
      document.querySelector('dialog[open]')?.close();
      chosen();
    }
  });
}

/** Arrow keys walk from message to message; Home and End go to the ends of what is shown. */
export function walkWithArrows(transcript, { leaveDown, newest }) {
  transcript.addEventListener('keydown', (event) => {
    const here = event.target.closest('article.message');
    if (event.target !== transcript && event.target !== here) {
      return;
    }
    const all = [...transcript.querySelectorAll('article.message')];
    const at = all.indexOf(here);
    const to = {
      ArrowUp: at < 0 ? all.length - 1 : Math.max(at - 1, 0),
      ArrowDown: at + 1,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to === undefined) {
      return;
    }
    event.preventDefault();
    if (event.key === 'End') {
      newest();
    } else if (to >= all.length || (event.key === 'ArrowDown' && at < 0)) {
      leaveDown();
    } else {
      focusMessage(all[to]);
    }
  });
}

export function focusMessage(article) {
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: 'nearest' });
}
