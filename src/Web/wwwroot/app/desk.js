// Every page of the desk: on a phone the row of links shows where one is, and the button that blanks all screens and resumes stays on its page and
// knows when somebody else pressed theirs.
const EVERY = 5_000;

document.querySelector('.desk-links [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

for (const form of document.querySelectorAll('form[data-screens]')) {
  const [button, wanted, said] = [form.querySelector('button'), form.elements.blank, form.querySelector('[role=status]')];
  let presses = 0;

  const show = blank => {
    wanted.value = String(!blank);
    button.textContent = blank ? 'Resume all screens' : 'Blank all screens';
  };

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const blank = wanted.value === 'true';
    presses++;
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(answer.statusText);
      show(blank);
      said.textContent = blank ? 'All screens are blank.' : 'All screens show posts.';
    } catch {
      said.textContent = 'That did not reach the screens. Press it again.';
      button.textContent = 'Not sent: try again';
    }
    button.disabled = false;
    // Disabled, it lost the focus; who has gone on to something else meanwhile keeps theirs.
    if (document.activeElement === document.body) button.focus();
  });

  setInterval(async () => {
    if (document.hidden || button.disabled) return;
    const before = presses, state = await fetch(form.dataset.screens).then(answer => answer.ok ? answer.json() : null).catch(() => null);
    if (state && before === presses) show(state.blank);
  }, EVERY);
}
