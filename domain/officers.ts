interface Colleague {
  agency: string | null;
  active: boolean;
}

/** Only active members of the agency that has a complaint can be assigned to it. */
export function canTakeOn(member: Colleague | null, complaint: { agency: string }): boolean {
  return member !== null && member.active && member.agency === complaint.agency;
}
