/** For a dialog with a form: its first field has the focus when it opens, or what asks for it before; not the cross that closes. */
export function focusFirstField(event: Event): void {
  const dialog = event.currentTarget as HTMLElement | null;
  const field = dialog?.querySelector<HTMLElement>('[data-autofocus], input:not([type=hidden])');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
