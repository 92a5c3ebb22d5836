/**
 * What the service would promise at this moment.
 * @param {string} category
 * @returns {Promise<{ seen: string, promise: string, outage: string | null } | null>} null without a network
 */
export async function promiseToday(category) {
  try {
    const answer = await fetch(`/file/promise?${new URLSearchParams({ category })}`);
    return answer.ok ? await answer.json() : null;
  } catch (error) {
    console.info('the promise is that of the list', error);
    return null;
  }
}
