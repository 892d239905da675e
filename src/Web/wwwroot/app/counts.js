// How many posts there are: in all (#count), and in no session (#unfiled).
const posts = new Map();

/** Takes a `pulse` event: the null session is the whole event. */
export function counts(pulses) {
  for (const pulse of pulses) posts.set(pulse.session ?? '', pulse.posts);
  const all = posts.get('');
  if (all === undefined) return;
  write('count', all);
  write('unfiled', Math.max(0, [...posts].reduce((left, [session, filed]) => session ? left - filed : left, all)));
}

function write(id, count) {
  const element = document.getElementById(id);
  if (element) element.textContent = count.toLocaleString('en');
}
