export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  language: string;
  /** Beyond those that every mail gets from the transport. */
  headers: Record<string, string>;
}
