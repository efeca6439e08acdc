/** The roster: a panel on a wide page (see layout.css), a drawer on a narrow one. */
export function wireDrawer(drawer, openButton, closeButton, veil) {
  const set = (open) => {
    if (drawer.hasAttribute('data-open') === open) {
      return;
    }
    drawer.toggleAttribute('data-open', open);
    openButton.setAttribute('aria-expanded', String(open));
    (open ? closeButton : openButton).focus();
  };
  openButton.addEventListener('click', () => set(!drawer.hasAttribute('data-open')));
  closeButton.addEventListener('click', () => set(false));
  veil.addEventListener('click', () => set(false));
  return { close: () => set(false) };
}
