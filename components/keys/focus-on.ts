/** Puts a dialog's first focus where its work begins, instead of on the cross that closes it. */
export const focusOn = (selector: string) => (event: Event) => {
  const target = event.currentTarget instanceof Element && event.currentTarget.querySelector<HTMLElement>(selector);
  if (!target) return;
  event.preventDefault();
  target.focus();
  if (target instanceof HTMLInputElement && target.type === 'text') target.select();
};
