/** `b•••@contoh.id`: enough to notice a typing mistake, and nothing for people who look over the shoulder. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email].slice(0, 1).join('')}•••${email.slice(at)}`;
}
