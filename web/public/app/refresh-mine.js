import { sikesal } from './device.js';

/** Asks the service how this device's complaints are, each with the token of its own link. */
export async function refreshMine() {
  await Promise.all((await sikesal.store.mine()).map(refreshOne));
}

/** @param {import('../device/types.js').Mine} complaint */
async function refreshOne({ code, my }) {
  const token = new URL(my, location.origin).searchParams.get('t') ?? '';
  const answer = await fetch(`/api/v1/complaints/${encodeURIComponent(code)}`, {
    headers: { Authorization: `Bearer ${token}` },
  }).catch(() => null);
  // A link that no longer opens anything is marked and stays: its number may still be of use.
  if (answer?.status === 401 || answer?.status === 404)
    return sikesal.store.changeMine(code, { isDead: true });
  // Anything else says nothing about the complaint: what was last known stays, with its age.
  if (!answer?.ok) return;
  const { status, agency, resolveBy = null } = await answer.json();
  await sikesal.store.changeMine(code, {
    isDead: false,
    last: { status, agency, resolveBy, at: Date.now() },
  });
}
