"""Questions to a page about what a reader can reach: each is JavaScript that returns a list of faults."""

OURS = ".jp-RenderedMarkdown, .jp-OutputArea-output"

# What sticks out of the notebook or is cut off, and no scroll bar leads to it.
LOST = f"""() => {{
  const panel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook');
  const edge = panel.getBoundingClientRect();
  const kinds = 'h1,h2,h3,h4,p,li,td,th,label,button,select,input,textarea,img,summary,legend,figcaption,span,a,code';
  const lost = [];
  for (const root of document.querySelectorAll('{OURS}')) for (const part of root.querySelectorAll(kinds)) {{
    const box = part.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    let scrolls = false, cut = false;
    for (let up = part.parentElement; up && up !== panel; up = up.parentElement) {{
      const overflow = getComputedStyle(up).overflowX;
      if (/auto|scroll/.test(overflow) && up.scrollWidth > up.clientWidth) {{ scrolls = true; break; }}
      if (/hidden|clip/.test(overflow) && box.right > up.getBoundingClientRect().right + 1.5) cut = true;
    }}
    if (!scrolls && (cut || box.right > edge.right + 1.5 || box.left < edge.left - 1.5))
      lost.push(`${{part.tagName}} ${{part.textContent.trim().slice(0, 60)}}`);
  }}
  return lost;
}}"""

# A label belongs to the target of its radio button or tick box. Links inside sentences are exempt (WCAG 2.5.8).
SMALL_TARGETS = f"""() => [...document.querySelectorAll('{OURS}')].flatMap(root =>
  [...root.querySelectorAll('button, select, input, textarea, summary')].flatMap(control => {{
    const labelled = /radio|checkbox/.test(control.type) && control.labels.length;
    const box = (labelled ? control.labels[0] : control).getBoundingClientRect();
    const small = box.width && (box.width < 24 || box.height < 23.9);
    return small ? [`${{control.outerHTML.slice(0, 80)}}: ${{box.width}} x ${{box.height}}`] : [];
  }}))"""

# Where text is written or a list is read: a label beside it can leave it a strip. The side bar leaves no room at all on
# a phone, so only what has room is measured.
TIGHT_FIELDS = f"""() => [...document.querySelectorAll('{OURS}')].flatMap(root =>
  [...root.querySelectorAll('textarea, select[size]')].flatMap(field => {{
    const room = field.closest('.jp-OutputArea-output').clientWidth;
    const width = field.getBoundingClientRect().width;
    return width && room > 200 && width < room / 2 ? [`${{field.outerHTML.slice(0, 80)}}: ${{width}} of ${{room}}`] : [];
  }}))"""

# Gives each control of ours that Tab should reach a number, one number for all radio buttons of a group.
NUMBER_CONTROLS = f"""() => {{
  const groups = new Map();
  let count = 0;
  for (const root of document.querySelectorAll('{OURS}')) {{
    for (const control of root.querySelectorAll('a[href], button, input, select, textarea, summary')) {{
      if (control.disabled || control.tabIndex < 0 || !control.checkVisibility({{visibilityProperty: true}})) continue;
      if (control.dataset.walk) continue;
      const group = control.type === 'radio' ? control.name : null;
      if (group !== null && groups.has(group)) {{ control.dataset.walk = groups.get(group); continue; }}
      control.dataset.walk = String(count);
      if (group !== null) groups.set(group, String(count));
      count += 1;
    }}
  }}
  return count;
}}"""

UNREACHED = """reached => [...document.querySelectorAll('[data-walk]')]
  .filter(control => !reached.includes(control.dataset.walk)).map(control => control.outerHTML.slice(0, 100))"""

# Levels of the headings in the order of the page.
HEADINGS = f"""() => [...document.querySelectorAll('{OURS}')].flatMap(root =>
  [...root.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(heading => Number(heading.tagName[1])))"""

PICTURES_WITHOUT_WORDS = f"""() => [...document.querySelectorAll('{OURS}')].flatMap(root =>
  [...root.querySelectorAll('img')].filter(image => (image.alt || '').length < 40 || !image.complete || !image.naturalWidth)
    .map(image => image.outerHTML.slice(0, 120)))"""

# On paper nobody scrolls. Code may be cut: it is not what a reader prints a lesson for.
CUT_ON_PAPER = """() => [...document.querySelectorAll('main *, body *')].filter(part =>
    /auto|scroll|hidden/.test(getComputedStyle(part).overflowX) && part.clientWidth > 0
    && part.scrollWidth > part.clientWidth + 1 && !part.closest('.jp-InputArea, details:not([open])'))
  .map(part => `${part.tagName} ${part.className} ${part.scrollWidth} of ${part.clientWidth} ${part.textContent.trim().slice(0, 60)}`)"""
