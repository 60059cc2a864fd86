// ?ja and ?answers choose what is shown, for links and for printing without a hand.
for (const name of new URLSearchParams(location.search).keys()) {
  const input = document.getElementById(name)
  if (input instanceof HTMLInputElement) input.checked = true
}
