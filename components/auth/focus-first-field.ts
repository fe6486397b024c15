/** For a dialog with a form: its first field has the focus when it opens, not the cross that closes it. */
export function focusFirstField(event: Event): void {
  const field = (event.currentTarget as HTMLElement | null)?.querySelector<HTMLElement>('input:not([type=hidden])');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
