// How many posts wait, beside the desk's link to them.
const EVERY = 5_000;

for (const count of document.querySelectorAll('[data-waiting]'))
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(count.dataset.waiting).catch(() => null);
    if (!answer?.ok) return;
    const { waiting } = await answer.json();
    count.querySelector('b').textContent = waiting;
    count.hidden = waiting === 0;
  }, EVERY);
