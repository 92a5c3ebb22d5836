interface Colleague {
  agency: string | null;
  active: boolean;
}

/** A complaint is given to active members of the agency that has it, to nobody else. */
export function canTakeOn(member: Colleague | null, complaint: { agency: string }): boolean {
  return member !== null && member.active && member.agency === complaint.agency;
}
