// On a phone the questions and what is beside them stand behind one another, each where it was left.
const main = document.getElementById('content'), nav = document.getElementById('parts');
const narrow = matchMedia('(max-width: 991.98px)'), places = new Map();

export function parts() {
  nav.addEventListener('click', event => {
    const link = event.target.closest('a[data-part]');
    if (!link || !narrow.matches) return;
    event.preventDefault();
    if (link.dataset.part === main.dataset.part) return;
    places.set(main.dataset.part, scrollY);
    showPart(link.dataset.part);
    const stuck = nav.getBoundingClientRect().top <= 1;
    if (stuck) scrollTo({ top: places.get(link.dataset.part) ?? nav.offsetTop, behavior: 'instant' });
  });
}

export function showPart(name) {
  main.dataset.part = name;
  for (const link of nav.querySelectorAll('a')) {
    if (link.dataset.part === name) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}
