export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  language: string;
  /** In addition to those that the transport gives every mail. */
  headers: Record<string, string>;
}
