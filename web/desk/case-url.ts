export function caseUrl(trackingCode: string): string {
  return `/desk/complaints/${trackingCode}`;
}
