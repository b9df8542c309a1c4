// Says below the address, while it is typed, that the link does not admit it at once. The server decides by the same rule,
// and asks of nothing but the address's domain.
const PAUSE = 600;
const ADDRESS = /^[^\s@]+@((?:[^\s@.]+\.)+[^\s@.]{2,})$/;
const told = document.querySelector("[data-admits]");
const field = document.getElementById(told.dataset.address);
const towns = told.hasAttribute("data-towns") ? [...document.querySelectorAll("#staedte option")] : [];
const admitted = [told.dataset.admits, ...towns.map(({ dataset }) => dataset.domains)].join(" ").split(" ").filter(Boolean);
let timer;

// With umlauts as the server stores them.
function domainOf(address) {
  const domain = address.trim().match(ADDRESS)?.[1];
  return domain && URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : undefined;
}

function isOther(domain, isTyping) {
  if (!domain || admitted.some((own) => domain === own || domain.endsWith(`.${own}`))) return false;
  return !(isTyping && admitted.some((own) => own.startsWith(domain)));
}

function tell(isTyping) {
  clearTimeout(timer);
  told.firstElementChild.hidden = !isOther(domainOf(field.value), isTyping);
}

field.closest(".kern-form-input").append(told);
told.hidden = false;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(tell, PAUSE, true);
});
field.addEventListener("change", () => tell(false));
tell(false);
