// The accessible view. The radios alone change the page; this remembers them, so that nothing need be sent.
const COOKIE = "a11y";
const YEAR = 365 * 24 * 60 * 60;

function remembered() {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${COOKIE}=`));
  const parts = (found ?? "").slice(COOKIE.length + 1).split("-");
  return Object.fromEntries(parts.map((part) => [part.slice(0, 2), part.slice(2)]));
}

export function enhance(form) {
  const codes = [...new Set([...form.querySelectorAll("[type=radio]")].map((radio) => radio.name))];
  const usual = (code) => form.elements[code][0].value;

  const apply = (values) => {
    for (const code of codes) {
      const isKnown = [...form.elements[code]].some((radio) => radio.value === values[code]);
      const value = isKnown ? values[code] : usual(code);
      if (form.elements[code].value !== value) form.elements[code].value = value;
      if (value === usual(code)) delete document.documentElement.dataset[code];
      else if (document.documentElement.dataset[code] !== value) document.documentElement.dataset[code] = value;
    }
  };
  const remember = () => {
    const text = codes.map((code) => code + form.elements[code].value).join("-");
    document.cookie = `${COOKIE}=${text};path=/;max-age=${YEAR};samesite=lax`;
  };
  const close = () => {
    const drop = form.closest("details");
    drop.open = false;
    drop.querySelector("summary").focus();
  };

  apply(remembered());
  form.addEventListener("change", () => {
    remember();
    apply(remembered());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.hasAttribute("data-reset")) {
      apply({});
      remember();
    }
    close();
  });
}
