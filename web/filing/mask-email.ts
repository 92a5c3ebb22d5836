/** `b•••@contoh.id`: enough to see a slip of the finger, nothing for who looks over a shoulder. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email].slice(0, 1).join('')}•••${email.slice(at)}`;
}
