// Suggests the town when the mail address ends with one of its domains, as long as nothing was typed there.
const place = document.querySelector("[data-suggest-place]");
const address = place && document.getElementById(place.dataset.suggestPlace);
let suggested = "";

function townOf(domain) {
  const options = [...place.list.options];
  return options.find(({ dataset }) =>
    dataset.domains.split(" ").some((own) => own && (domain === own || domain.endsWith(`.${own}`))),
  );
}

function suggestTown() {
  if (place.value !== suggested) return;
  const domain = address.value.trim().toLowerCase().split("@").at(-1);
  suggested = townOf(domain)?.value ?? "";
  place.value = suggested;
}

address?.addEventListener("input", suggestTown);
